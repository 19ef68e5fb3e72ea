/**
 * Ways in which clients outside the cluster reach the brokers, as values.
 *
 * <p>An <em>exposure</em> says how one listener of every broker is reached. It states what it needs
 * (a port for each broker, a host); the planner allots it, and a target makes it so.
 *
 * <pre>{@code
 * cluster().zookeeper(3).kafka(3).expose(nodePortPerBroker().from(30093)).build();
 * }</pre>
 */
@NullMarked
package dev.slipway.exposure;

import org.jspecify.annotations.NullMarked;
