package dev.slipway.kubernetes.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ServerPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuorumLookTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @Test
  void tellsTheLeaderAndWhyOthersAreSilent() throws IOException {
    try (ServerSocket leader =
            answering("Zookeeper version: 3.9.4\nMode: leader\nNode count: 5\n");
        ServerSocket alone =
            answering("This ZooKeeper instance is not currently serving requests\n")) {
      Map<Integer, Optional<Endpoint>> access =
          Map.of(1, at(leader), 2, at(alone), 3, nobody(), 4, Optional.empty());

      QuorumLook look =
          QuorumLook.at(
              List.of(server(1), server(2), server(3), server(4)),
              id -> access.getOrDefault(id, Optional.empty()),
              LIMIT);

      assertThat(look.leads("zk-1")).isTrue();
      assertThat(look.leads("zk-2")).isFalse();
      assertThat(look.silent()).containsOnlyKeys("zk-2", "zk-3", "zk-4");
      assertThat(look.silent().get("zk-2")).contains("not currently serving requests");
      assertThat(look.silent().get("zk-3")).contains("it does not answer: java.net.ConnectExc");
      assertThat(look.silent().get("zk-4")).contains("can't be reached from here");
    }
  }

  private static ServerPlan server(int id) {
    Endpoint anywhere = new Endpoint("zk", 2181);
    return new ServerPlan(
        id, "zk-" + id, anywhere, anywhere, anywhere, "/data", new ConfigFile("c", List.of()));
  }

  private static Optional<Endpoint> at(ServerSocket socket) {
    return Optional.of(new Endpoint("127.0.0.1", socket.getLocalPort()));
  }

  private static Optional<Endpoint> nobody() throws IOException {
    try (ServerSocket gone = socket()) {
      return at(gone);
    }
  }

  private static ServerSocket answering(String answer) throws IOException {
    ServerSocket server = socket();
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                client.getInputStream().readNBytes(4);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
              } catch (IOException closed) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}
