package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QuorumWaitTest {

  @Test
  void waitsForServersThatElectButNotForThoseThatAreDown() throws Exception {
    int down;
    try (ServerSocket closed = listening()) {
      down = closed.getLocalPort();
    }
    Deque<String> answers =
        new ArrayDeque<>(
            List.of(
                "This ZooKeeper instance is not currently serving requests\n",
                "This ZooKeeper instance is not currently serving requests\n",
                "Zookeeper version: 3\nMode: follower\n"));
    try (ServerSocket server = listening()) {
      CompletableFuture<?> answered =
          CompletableFuture.runAsync(() -> answers.forEach(answer -> answer(server, answer)));

      new QuorumWait("127.0.0.1:%d,127.0.0.1:%d/path".formatted(down, server.getLocalPort()))
          .await();

      assertThat(answered).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static void answer(ServerSocket server, String answer) {
    try (Socket asked = server.accept()) {
      assertThat(asked.getInputStream().readNBytes(4)).asString().isEqualTo("srvr");
      asked.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
