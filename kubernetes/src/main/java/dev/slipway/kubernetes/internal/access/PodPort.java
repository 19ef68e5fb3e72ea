package dev.slipway.kubernetes.internal.access;

/**
 * Where connections are carried to.
 *
 * @param node the name of the node's pod
 * @param port the port in the pod
 */
public record PodPort(String node, int port) {}
