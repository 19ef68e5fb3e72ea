package dev.slipway.embedded.internal.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * Holds ports on Linux by two sockets each, which the kernel closes with this JVM, however it ends.
 *
 * <p>The <i>seat</i> is bound to 127.0.0.1 with SO_REUSEADDR and never listens. The kernel gives
 * its port to nobody who binds to port 0 or connects, whatever their options (see {@code
 * ip_autobind_reuse} in the kernel's ip-sysctl documentation, which is off by default), but a
 * server that binds to just this port with SO_REUSEADDR may listen on it, again and again. Kafka
 * and ZooKeeper set that option on all their listeners.
 *
 * <p>A second seat of the same port would be let in as well. So there is the <i>claim</i>: bound
 * without SO_REUSEADDR to an address of 127.0.0.0/8 that nobody else uses, it is exclusive on the
 * machine, or in the container.
 *
 * <p>A claim collides with a server that listens on all addresses: nodes have to bind to 127.0.0.1.
 */
final class SocketHolding implements PortReservations.Holding {

  private static final String SEAT_ADDRESS = "127.0.0.1";
  private static final String CLAIM_ADDRESS = "127.83.76.87";
  private static final int ATTEMPTS = 100;

  private final String claimAddress;

  SocketHolding() {
    this(CLAIM_ADDRESS);
  }

  SocketHolding(String claimAddress) {
    this.claimAddress = claimAddress;
  }

  @Override
  public PortReservations.HeldPort any() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      SocketChannel seat = bound(SEAT_ADDRESS, 0, true);
      int port = ((InetSocketAddress) seat.getLocalAddress()).getPort();
      try {
        return held(port, seat, bound(claimAddress, port, false));
      } catch (BindException claimed) {
        // Somebody is just claiming this port by number: leave it to them.
        seat.close();
      } catch (IOException e) {
        seat.close();
        throw e;
      }
    }
    throw new IOException("each of " + ATTEMPTS + " free ports was claimed by others");
  }

  @Override
  public PortReservations.HeldPort exactly(int port) throws IOException {
    SocketChannel claim;
    try {
      claim = bound(claimAddress, port, false);
    } catch (BindException e) {
      throw new PortTakenException(
          port, "another Slipway cluster, or a program that listens on all addresses", e);
    }
    try {
      return held(port, bound(SEAT_ADDRESS, port, true), claim);
    } catch (BindException e) {
      claim.close();
      throw new PortTakenException(port, "a program that uses it on 127.0.0.1", e);
    } catch (IOException e) {
      claim.close();
      throw e;
    }
  }

  /**
   * Binds a socket.
   *
   * @throws BindException if the address is in use, and for no other reason
   */
  private static SocketChannel bound(String address, int port, boolean reuse) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuse);
      return channel.bind(new InetSocketAddress(address, port));
    } catch (BindException e) {
      channel.close();
      if (PortTakenException.explains(e)) {
        throw e;
      }
      throw new IOException(address + ":" + port + ": " + e.getMessage(), e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static PortReservations.HeldPort held(int port, SocketChannel seat, SocketChannel claim) {
    return new PortReservations.HeldPort(
        port,
        () -> {
          seat.close();
          claim.close();
        });
  }
}
