/**
 * Istio as a value.
 *
 * <p>A <em>mesh</em> carries the traffic between the pods with mutual TLS and admits it by the
 * ServiceAccount of the caller. Its <em>rules</em> say what it demands of the pods that join it. A
 * <em>revision</em> is one of several control planes side by side; a <em>trust domain</em> is what
 * all identities of a mesh begin with.
 *
 * <pre>{@code
 * cluster().zookeeper(3).kafka(3).mesh(istio().revision("1-22")).build();
 * }</pre>
 */
@NullMarked
package dev.slipway.mesh.istio;

import org.jspecify.annotations.NullMarked;
