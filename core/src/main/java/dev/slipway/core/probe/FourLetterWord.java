package dev.slipway.core.probe;

import dev.slipway.core.plan.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a ZooKeeper server one of its four-letter words.
 *
 * @see <a href="https://zookeeper.apache.org/doc/r3.9.4/zookeeperAdmin.html#sc_4lw">ZooKeeper: the
 *     four letter words</a>
 */
public final class FourLetterWord {
  private FourLetterWord() {}

  /**
   * Opens a connection, asks, and reads the whole answer.
   *
   * @param word such as {@code srvr}; the server must allow it
   * @param server the server's client port
   * @param timeout how long connecting may take, and how long the server may be silent
   * @throws IOException if there is no answer in time
   */
  public static String ask(String word, Endpoint server, Duration timeout) throws IOException {
    int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
