package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One port of one node, on a port of the loopback interface, its bytes unchanged: such as the
 * client port of a ZooKeeper server.
 */
public final class PlainForwarder implements AutoCloseable {
  private final Gate gate;

  private PlainForwarder(Gate gate) {
    this.gate = gate;
  }

  /**
   * Takes a port and lets connections in.
   *
   * @param target where they are carried to
   * @param dialer the way there; not closed
   * @throws UncheckedIOException if there is no free port
   */
  public static PlainForwarder open(PodPort target, Dialer dialer) {
    try {
      Gate gate =
          Gate.bind(
              "slipway-forward-%s-%d".formatted(target.node(), target.port()), target, dialer);
      gate.start(PlainRelay::new);
      return new PlainForwarder(gate);
    } catch (IOException e) {
      throw new UncheckedIOException("no port on the loopback interface for " + target, e);
    }
  }

  /** The port of this machine. */
  public Endpoint endpoint() {
    return gate.endpoint();
  }

  /** Frees the port, ends all connections and their threads. A second call does nothing. */
  @Override
  public void close() {
    gate.close();
  }
}
