package dev.slipway.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a broker back while the servers it connects to still elect their leader. ZooKeeper's client
 * sleeps up to a second, at random, after a server has turned it away (3.9.4,
 * ClientCnxn.SendThread.startConnect); a question that costs a millisecond spares it that.
 */
final class QuorumWait {

  /** Afterwards the client may try its luck, and say in the log what is wrong. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final int ANSWER_MILLIS = 500;

  private final List<InetSocketAddress> servers = new ArrayList<>();

  /** With a connection string such as {@code host:port,host:port/path}. */
  QuorumWait(String connect) {
    for (String server : connect.replaceFirst("/.*", "").split(",", -1)) {
      int colon = server.lastIndexOf(':');
      servers.add(
          InetSocketAddress.createUnresolved(
              server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))));
    }
  }

  /** Returns when a server serves and no other is about to, or after five seconds. */
  void await() throws InterruptedException {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < limit) {
      List<String> answers = servers.stream().map(QuorumWait::srvr).toList();
      if (answers.stream().anyMatch(answer -> answer.contains("Mode: "))
          && answers.stream().noneMatch(answer -> answer.contains("not currently serving"))) {
        return;
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  /** What a server says of itself; nothing if it is down, or paused. */
  private static String srvr(InetSocketAddress server) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(server.getHostString(), server.getPort()), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException down) {
      return "";
    }
  }
}
