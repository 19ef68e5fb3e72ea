package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A start that fails says which node, why, and what its log said last; nothing stays behind. */
class FailingStartTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Path temp;

  FailingStartTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    Until.met(() -> ProcessHandle.current().children().findAny().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void namesABrokerThatRefusesItsConfiguration(Layout layout) {
    ClusterSpec spec =
        cluster("refusing")
            .zookeeper(1)
            .kafka(
                kafka ->
                    kafka.brokers(2).setting("authorizer.class.name", "com.example.NoSuchClass"))
            .build();

    NotReadyException e = failure(layout.target(), spec);

    assertThat(e).hasMessageStartingWith("Cluster 'refusing' did not start");
    assertThat(e.failures())
        .isNotEmpty()
        .allSatisfy(
            failure -> {
              assertThat(failure.node()).startsWith("refusing-broker-");
              assertThat(failure.reason()).contains("com.example.NoSuchClass");
              assertThat(failure.lastLines()).isNotEmpty();
              assertThat(e.getMessage()).contains(failure.node(), failure.log());
              assertThat(Path.of(failure.log())).doesNotExist();
            });
  }

  @Test
  void namesAServerThatRefusesItsConfiguration() {
    ClusterSpec spec =
        cluster("refusing")
            .zookeeper(
                zookeeper ->
                    zookeeper
                        .servers(1)
                        .setting("metricsProvider.className", "com.example.NoSuchProvider"))
            .kafka(1)
            .build();

    NotReadyException e = failure(EmbeddedTarget.create(), spec);

    assertThat(e.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.node()).isEqualTo("refusing-zookeeper-0");
              assertThat(failure.reason()).contains("com.example.NoSuchProvider");
            });
  }

  @Test
  void namesTheServerWhosePortIsStolen() throws Exception {
    ClusterSpec spec = cluster("stolen").zookeeper(3).kafka(1).build();
    Path config = temp.resolve("data/stolen-zookeeper-0/zoo.cfg");
    // After the port was reserved, before the server binds it: its JVM takes longer to come up.
    CompletableFuture<ServerSocket> thief =
        CompletableFuture.supplyAsync(() -> steal(config, "server.1"));

    NotReadyException e =
        failure(EmbeddedTarget.create().dataIn(temp.resolve("data")).readyWithin(SOON), spec);

    try (ServerSocket stolen = thief.join()) {
      assertThat(e.failures())
          .singleElement()
          .satisfies(
              failure -> {
                assertThat(failure.node()).isEqualTo("stolen-zookeeper-0");
                assertThat(failure.reason()).contains(Integer.toString(stolen.getLocalPort()));
                assertThat(failure.lastLines()).isNotEmpty();
                assertThat(Path.of(failure.log())).isNotEmptyFile();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void namesTheNodesThatTookTooLong(Layout layout) {
    ClusterSpec spec = cluster("slow").zookeeper(1).kafka(1).build();

    NotReadyException e = failure(layout.target().readyWithin(Duration.ofMillis(300)), spec);

    assertThat(e).hasMessageStartingWith("Cluster 'slow' did not start within PT0.3S");
    assertThat(e.failures())
        .extracting(NotReadyException.NodeFailure::node)
        .contains("slow-broker-0");
    assertThat(e.failures())
        .extracting(NotReadyException.NodeFailure::reason)
        .containsOnly("has not started yet");
  }

  private static NotReadyException failure(EmbeddedTarget target, ClusterSpec spec) {
    long begin = System.nanoTime();
    NotReadyException failure =
        catchThrowableOfType(
            NotReadyException.class,
            () -> {
              try (EmbeddedDeployment kafka = target.deploy(spec)) {
                throw new AssertionError("deployed: " + kafka);
              }
            });
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    return failure;
  }

  /** Listens on the election port of a server as soon as it is known. */
  private static ServerSocket steal(Path config, String server) {
    try {
      Properties settings = new Properties();
      Until.met(
          () -> {
            if (Files.exists(config)) {
              settings.load(Files.newBufferedReader(config));
            }
            return settings.containsKey(server);
          });
      List<String> member = List.of(settings.getProperty(server).split(":", -1));
      return FreePorts.listening(Integer.parseInt(member.get(member.size() - 1)));
    } catch (Exception e) {
      throw new AssertionError("no port could be stolen", e);
    }
  }
}
