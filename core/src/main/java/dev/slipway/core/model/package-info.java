/**
 * What was asked: immutable values without any knowledge of Kubernetes or of a running process.
 *
 * <p>A <em>server</em> is a ZooKeeper node, a <em>broker</em> a Kafka node, a <em>node</em> either.
 * A <em>listener</em> is a named door of every broker; an <em>exposure</em> says how a listener is
 * reached from outside; a <em>mesh</em> carries the traffic inside.
 *
 * <pre>{@code
 * ClusterSpec spec =
 *     ClusterSpec.builder()
 *         .name("orders")
 *         .quorum(ZooKeeperSpec.builder().servers(3).build())
 *         .kafka(KafkaSpec.builder().brokers(3).build())
 *         .build();
 * }</pre>
 *
 * <p>What one value knows fails in the value, at once; what values must agree on is a {@link
 * dev.slipway.core.problem.Problem} of the plan. Builders are strict: a second value for an
 * attribute is refused; in a map, such as settings, the last value of a key counts. Every value can
 * be had again with something changed: {@code spec.toBuilder()} starts from it, and each attribute
 * can be said once instead.
 */
@NullMarked
package dev.slipway.core.model;

import org.jspecify.annotations.NullMarked;
