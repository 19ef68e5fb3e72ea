package dev.slipway.kubernetes.internal.access;

import java.io.IOException;

/** Opens streams to the ports of nodes. Safe for use by several threads. */
@FunctionalInterface
public interface Dialer {
  /**
   * Opens a stream.
   *
   * @param node the name of the node's pod
   * @param port a port in the pod
   * @throws IOException if it can't be opened; the message says why. Some dialers learn only later
   *     that nothing listens there: then the stream ends
   */
  ByteStream open(String node, int port) throws IOException;
}
