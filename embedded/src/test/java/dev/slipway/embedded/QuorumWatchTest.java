package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.embedded.internal.process.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuorumWatchTest {
  @Test
  void tellsWhyAServerIsNotSeenToServe() throws IOException {
    ServerPlan server = server(freePort());

    Map<ServerPlan, String> silent =
        new QuorumWatch(List.of(server))
            .await(Waiting.of("quorum", Duration.ofMillis(100)), () -> false);

    assertThat(silent).containsOnlyKeys(server);
    assertThat(silent.get(server))
        .startsWith("was started, but does not answer: java.net.ConnectException: ");
  }

  private static ServerPlan server(int port) {
    Endpoint client = new Endpoint("127.0.0.1", port);
    return new ServerPlan(
        1, "zk-1", client, client, client, "data", new ConfigFile("zoo.cfg", List.of()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return gone.getLocalPort();
    }
  }
}
