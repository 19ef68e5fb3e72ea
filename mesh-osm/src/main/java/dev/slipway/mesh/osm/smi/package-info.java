/**
 * The two kinds of the Service Mesh Interface that admit TCP: a <em>route</em> names ports, a
 * <em>traffic target</em> admits identities to them. The interface is archived and won't change.
 */
@NullMarked
package dev.slipway.mesh.osm.smi;

import org.jspecify.annotations.NullMarked;
