/**
 * The sentence that says which cluster is wanted.
 *
 * <p>A <em>sentence</em> begins with {@code cluster()}, goes on with {@code zookeeper} and {@code
 * kafka} in this order, and is then complete; what else there is to say follows in any order. Each
 * word gives a new <em>stage</em>, an immutable value that offers only the words that may come
 * next; the rest does not compile.
 *
 * <pre>{@code
 * ClusterSpec spec =
 *     cluster("orders")
 *         .zookeeper(3)
 *         .kafka(kafka -> kafka.brokers(3).storage(persistent("100Gi")).topic("orders"))
 *         .mesh(OSM)
 *         .expose(nodePortPerBroker())
 *         .allow(serviceAccount("orders", "apps"))
 *         .build();
 * }</pre>
 *
 * <p>The builders of {@link dev.slipway.core.model} say the same and give equal values.
 */
@NullMarked
package dev.slipway.dsl;

import org.jspecify.annotations.NullMarked;
