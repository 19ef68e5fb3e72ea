/**
 * The embedded target: real ZooKeeper servers and Kafka brokers on loopback, in child JVMs that end
 * with the JVM that started them, however it ends.
 *
 * <p>The parent needs no server jar: {@code ServerBundle} unpacks those of the child. Its ports are
 * held by {@code PortReservations}, its files lie in a {@code RunFolder}, and each child is a
 * {@code NodeProcess}.
 */
@NullMarked
package dev.slipway.embedded;

import org.jspecify.annotations.NullMarked;
