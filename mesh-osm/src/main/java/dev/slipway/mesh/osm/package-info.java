/**
 * Open Service Mesh as a value.
 *
 * <p>A <em>mesh</em> carries the traffic between the pods with mutual TLS and admits it by the
 * ServiceAccount of the caller. Its <em>rules</em> say what it demands of the pods that join it.
 * Open Service Mesh has one configuration for the whole mesh, a <em>MeshConfig</em> in the
 * namespace of its control plane.
 *
 * <pre>{@code
 * cluster().zookeeper(3).kafka(3).mesh(OSM).build();
 * }</pre>
 */
@NullMarked
package dev.slipway.mesh.osm;

import org.jspecify.annotations.NullMarked;
