package dev.slipway.embedded.internal.port;

import dev.slipway.embedded.internal.folder.UserTempFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The loopback ports of one cluster, held from before its first node starts until the cluster ends,
 * so that neither another cluster nor anybody who asks for any free port gets one of them, and a
 * node that is started again has its own again.
 */
public final class PortReservations implements AutoCloseable {

  /** A way to hold ports; each held port is let go when it is closed. */
  interface Holding {

    /** Holds a free port of the platform's choice. */
    HeldPort any() throws IOException;

    /** Holds a port, or throws {@link PortTakenException}. */
    HeldPort exactly(int port) throws IOException;
  }

  /** A port that is held until it is closed. */
  record HeldPort(int port, Closeable release) {}

  private final Holding holding;
  private final Deque<HeldPort> held = new ArrayDeque<>();

  PortReservations(Holding holding) {
    this.holding = holding;
  }

  public static PortReservations open() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    return new PortReservations(
        linux ? new SocketHolding() : new LockHolding(UserTempFolder.ofThisUser()));
  }

  /** Reserves a free port. */
  public synchronized int any() {
    try {
      return keep(holding.any());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  /** Reserves this port, or throws {@link PortTakenException}. */
  synchronized int exactly(int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1-65535)");
    }
    try {
      return keep(holding.exactly(port));
    } catch (IOException e) {
      throw new UncheckedIOException("port: " + port + " cannot be held: " + e.getMessage(), e);
    }
  }

  private int keep(HeldPort port) {
    held.push(port);
    return port.port();
  }

  /** Lets go of all ports. */
  @Override
  public synchronized void close() {
    while (!held.isEmpty()) {
      try {
        held.pop().release().close();
      } catch (IOException e) {
        // A socket or lock that cannot be closed goes with this JVM.
      }
    }
  }
}
