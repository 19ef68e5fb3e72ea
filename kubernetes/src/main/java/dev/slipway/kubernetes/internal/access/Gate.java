package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port of the loopback interface from which every connection is carried to one target. */
final class Gate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private static final int MOST_CONNECTIONS = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration END = Duration.ofSeconds(5);

  private final String name;
  private final PodPort target;
  private final Dialer dialer;
  private final ServerSocketChannel door;
  private final Endpoint endpoint;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean reachable = true;
  private volatile @Nullable Thread accepting;

  private Gate(String name, PodPort target, Dialer dialer, ServerSocketChannel door, int port) {
    this.name = name;
    this.target = target;
    this.dialer = dialer;
    this.door = door;
    this.endpoint = new Endpoint("127.0.0.1", port);
  }

  /**
   * Takes a port; {@link #start} lets connections in.
   *
   * @param name begins the names of its threads
   */
  static Gate bind(String name, PodPort target, Dialer dialer) throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open();
    try {
      door.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 128);
      int port = ((InetSocketAddress) door.getLocalAddress()).getPort();
      return new Gate(name, target, dialer, door, port);
    } catch (IOException | RuntimeException e) {
      Connection.quietly(door);
      throw e;
    }
  }

  /** Lets connections in; those that came before have waited. */
  void start(Supplier<Relay> relays) {
    Thread thread = new Thread(() -> accept(relays), name + "-accept");
    thread.setDaemon(true);
    thread.start();
    accepting = thread;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  private void accept(Supplier<Relay> relays) {
    long number = 0;
    while (closed.getCount() > 0) {
      try {
        admit(door.accept(), relays.get(), ++number);
      } catch (IOException e) {
        if (!door.isOpen()) {
          return;
        }
        LOG.warn("{}: can't accept a connection, {}", name, e.toString());
        if (pause()) {
          return;
        }
      }
    }
  }

  /** Such as until there are file descriptors again; true if closed. */
  private boolean pause() {
    try {
      return closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  private void admit(SocketChannel client, Relay relay, long number) throws IOException {
    connections.removeIf(Connection::hasEnded);
    if (connections.size() >= MOST_CONNECTIONS) {
      LOG.warn("{}: refused a connection, {} are open", name, MOST_CONNECTIONS);
      Connection.quietly(client);
      return;
    }
    Connection connection =
        new Connection(name + "-" + number, SocketStream.over(client), relay, this::dial);
    connections.add(connection);
    connection.start();
    if (closed.getCount() == 0) {
      connection.close();
    }
  }

  private ByteStream dial() throws IOException {
    try {
      ByteStream stream = dialer.open(target.node(), target.port());
      reachable = true;
      return stream;
    } catch (IOException e) {
      // Clients try again and again; one line is enough.
      if (reachable && closed.getCount() > 0) {
        LOG.info(
            "{}: can't reach port {} of {}, {}", name, target.port(), target.node(), e.toString());
      }
      reachable = false;
      throw e;
    }
  }

  /** Frees the port, ends all connections and waits for their threads. */
  @Override
  public void close() {
    closed.countDown();
    Connection.quietly(door);
    connections.forEach(Connection::close);
    try {
      Thread thread = accepting;
      if (thread != null) {
        thread.join(END.toMillis());
      }
      for (Connection connection : Set.copyOf(connections)) {
        connection.awaitEnd(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
