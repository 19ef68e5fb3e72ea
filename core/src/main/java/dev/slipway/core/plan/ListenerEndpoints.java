package dev.slipway.core.plan;

/**
 * The three addresses of one listener of one broker.
 *
 * @param listener the listener's name as Kafka knows it, such as {@code CLIENT}
 * @param bind where the broker listens
 * @param inCluster where the listener is reached from inside the cluster
 * @param advertised what clients are told
 */
public record ListenerEndpoints(
    String listener, Endpoint bind, Endpoint inCluster, Advertised advertised) {}
