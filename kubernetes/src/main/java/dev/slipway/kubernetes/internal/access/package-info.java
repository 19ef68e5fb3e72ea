/**
 * How the library reaches the nodes of a cluster from outside it, when nothing is exposed and
 * nothing runs in the pods for it.
 *
 * <p>A {@link dev.slipway.kubernetes.internal.access.Dialer} opens byte streams to ports of nodes,
 * such as through the API server's port-forward. A <em>forwarder</em> listens on the loopback
 * interface of this machine and carries every connection over such a stream. Kafka's clients follow
 * the addresses in Kafka's answers, so {@link
 * dev.slipway.kubernetes.internal.access.BrokerForwarder} rewrites them; {@link
 * dev.slipway.kubernetes.internal.access.PlainForwarder} carries bytes as they are.
 *
 * <p>Whoever can open a loopback port of this machine gets through as long as a forwarder is open.
 * Only listeners without TLS can be forwarded to: the answers have to be read.
 */
@NullMarked
package dev.slipway.kubernetes.internal.access;

import org.jspecify.annotations.NullMarked;
