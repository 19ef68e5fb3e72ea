package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.ProbeResult.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExistingQuorumProbeTest {
  @ParameterizedTest
  @CsvSource({
    "Mode: leader, PASSED",
    "Mode: follower, PASSED",
    "Mode: observer, PASSED",
    "Mode: standalone, PASSED",
    "Mode: read-only, FAILED",
    "This ZooKeeper instance is not currently serving requests, FAILED",
    "srvr is not executed because it is not in the whitelist., INCONCLUSIVE",
    "SSH-2.0-OpenSSH_9.2, INCONCLUSIVE",
    "'', INCONCLUSIVE"
  })
  void isWhatTheServerSaysOfItself(String answer, Outcome outcome) throws IOException {
    try (ServerSocket server = answering(answer)) {
      assertThat(probed(at(server), Standing.HERE).outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void isNoProofWhereTheServerCannotBeReached() throws IOException {
    Endpoint gone;
    try (ServerSocket server = socket()) {
      gone = at(server);
    }

    ProbeResult result = probed(gone, Standing.HERE);

    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.cause()).contains("can't be reached from here: java.net.ConnectException");
  }

  @Test
  void saysWhyThereIsNoWay() {
    ProbeResult result = probed(new Endpoint("zk.zk", 2181), Standing.NOWHERE);

    assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(result.subject()).isEqualTo("zk.zk:2181");
    assertThat(result.cause()).contains("no right to look");
  }

  private static ProbeResult probed(Endpoint server, Access access) {
    List<ProbeResult> results =
        new ExistingQuorumProbe(List.of(server), access).run(Deadline.in(Duration.ofMillis(800)));
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private enum Standing implements Access {
    HERE {
      @Override
      public Endpoint existing(Endpoint server) {
        return server;
      }
    },
    NOWHERE {
      @Override
      public Endpoint existing(Endpoint server) throws IOException {
        throw new IOException("no right to look");
      }
    };

    @Override
    public Optional<Endpoint> server(int id) {
      return Optional.empty();
    }

    @Override
    public List<Door> doors() {
      return List.of();
    }
  }

  private static Endpoint at(ServerSocket server) {
    return new Endpoint("127.0.0.1", server.getLocalPort());
  }

  private static ServerSocket answering(String answer) throws IOException {
    ServerSocket server = socket();
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  try (Socket client = server.accept()) {
                    client.getInputStream().readNBytes(4);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                  }
                }
              } catch (IOException closed) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }
}
