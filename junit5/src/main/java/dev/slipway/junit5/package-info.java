/**
 * A running cluster for tests of JUnit 5 and 6, version 5.12 or later.
 *
 * <p>A test class asks for a cluster by the annotation {@link dev.slipway.junit5.SlipwayCluster}
 * or, in full, by a {@link dev.slipway.junit5.ClusterExtension}; without either nothing is started.
 * What {@link dev.slipway.junit5.Sharing shares} a cluster is kept apart by a {@link
 * dev.slipway.junit5.Topic} and groups of its own instead of by a restart. A test that {@link
 * dev.slipway.junit5.BreaksCluster breaks} a shared one has it alone, and it is repaired before the
 * next.
 *
 * <pre>{@code
 * @Test
 * @SlipwayCluster(zookeeper = 1, brokers = 3)
 * void delivers(Producer<String, String> producer, Topic topic) throws Exception {
 *   producer.send(new ProducerRecord<>(topic.name(), "hello")).get();
 * }
 * }</pre>
 *
 * <p>Parameters of constructors, lifecycle methods and tests, and fields marked by {@link
 * dev.slipway.junit5.FromCluster} or another annotation of this package, are given: a {@code
 * Deployment} or the target's own; Kafka's {@code Admin}, {@code Producer<K, V>}, {@code
 * Consumer<K, V>} and their classes, with serdes for these types; a {@link
 * dev.slipway.junit5.Topic}; a text, if annotated by {@link dev.slipway.junit5.Bootstrap} or {@link
 * dev.slipway.junit5.ZooKeeperConnect}. All of it is closed after the test, or after the class if
 * it was given where there is no test.
 *
 * <p>If a test fails, the topology, a verification report and the last lines of every node's log
 * are added to the failure as a suppressed exception, and to the test's files.
 */
@NullMarked
package dev.slipway.junit5;

import org.jspecify.annotations.NullMarked;
