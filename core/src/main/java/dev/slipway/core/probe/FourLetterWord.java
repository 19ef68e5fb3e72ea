package dev.slipway.core.probe;

import dev.slipway.core.plan.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Asks a ZooKeeper server one of its four-letter words.
 *
 * @see <a href="https://zookeeper.apache.org/doc/r3.9.4/zookeeperAdmin.html#sc_4lw">ZooKeeper: the
 *     four letter words</a>
 */
public final class FourLetterWord {
  private static final Pattern NEVER = Pattern.compile("(?!)");
  private static final Pattern STATUS_IS_COMPLETE =
      Pattern.compile("\\nNode count: \\d+\\n|not currently serving requests\\n");

  private FourLetterWord() {}

  /**
   * Asks {@code srvr}, which {@code zkServer.sh status} asks too. Returns when the role and the
   * number of nodes are known: a connection that is forwarded may end long after the answer.
   *
   * @param server the server's client port
   * @param timeout how long connecting may take, and how long the server may be silent
   * @throws IOException if there is no answer in time
   */
  public static ServerStatus status(Endpoint server, Duration timeout) throws IOException {
    return new ServerStatus(ask("srvr", server, timeout, STATUS_IS_COMPLETE));
  }

  /**
   * Opens a connection, asks, and reads the whole answer.
   *
   * @param word such as {@code srvr}; the server must allow it
   * @param server the server's client port
   * @param timeout how long connecting may take, and how long the server may be silent
   * @throws IOException if there is no answer in time
   */
  public static String ask(String word, Endpoint server, Duration timeout) throws IOException {
    return ask(word, server, timeout, NEVER);
  }

  private static String ask(String word, Endpoint server, Duration timeout, Pattern complete)
      throws IOException {
    int millis = TimeLimit.millis(timeout);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.host(), server.port()), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] part = new byte[4096];
      int read = 0;
      while (read >= 0 && !complete.matcher(answer.toString(StandardCharsets.UTF_8)).find()) {
        read = socket.getInputStream().read(part);
        answer.write(part, 0, Math.max(0, read));
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }
}
