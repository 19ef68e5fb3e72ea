package dev.slipway.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.security.auth.module.UnixSystem;
import dev.slipway.core.target.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FailureReportTest {
  private static final String KEPT = "slipway-" + new UnixSystem().getUid() + "-kept";

  @BeforeEach
  void forget() {
    Watched.forget();
  }

  @Test
  void saysHowTheClusterWas() {
    List<Throwable> failures = Kit.failures(Kit.run(Fails.class, FailsAtOnce.class));

    assertThat(failures).hasSize(5);
    assertThat(failures)
        .filteredOn(failure -> !failure.toString().contains("assumption"))
        .hasSize(4)
        .allSatisfy(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(
                        state ->
                            assertThat(state)
                                .hasMessageStartingWith("Cluster 'kafka' when the test failed")
                                .hasMessageContaining("kafka-broker-0 RUNNING")
                                .hasMessageContaining("Verification of kafka: passed")
                                .hasMessageContaining("Last lines of kafka-zookeeper-0")
                                .hasMessageContaining("Last lines of kafka-broker-0\n  ")));
    assertThat(failures)
        .filteredOn(failure -> failure.toString().contains("assumption"))
        .hasSize(1)
        .allSatisfy(failure -> assertThat(failure.getSuppressed()).isEmpty());
  }

  @SlipwayCluster
  static class Fails {
    @BeforeEach
    void each(TestInfo test) {
      if (test.getDisplayName().startsWith("early")) {
        throw new AssertionError("before");
      }
    }

    @Test
    void late(Deployment kafka) {
      throw new AssertionError("in the test of " + kafka.plan().name());
    }

    @Test
    void early() {}

    @TestFactory
    Stream<DynamicTest> dynamic() {
      return Stream.of(
          DynamicTest.dynamicTest("passes", () -> {}),
          DynamicTest.dynamicTest(
              "fails",
              () -> {
                throw new AssertionError("dynamic");
              }));
    }

    @Test
    void aborted() {
      Assumptions.abort("assumption");
    }
  }

  @SlipwayCluster
  static class FailsAtOnce {
    @BeforeAll
    static void all(Deployment kafka) {
      assertThat(kafka.plan().name()).as("before all").isEmpty();
    }

    @Test
    void never() {}
  }

  @Test
  void addsFilesToTheTest(@TempDir Path folder) throws IOException {
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(FailsOnce.class))
                  .configurationParameter(TargetChoice.SETTING, Watched.NAME)
                  .configurationParameter("junit.platform.reporting.output.dir", folder.toString())
                  .build());
    }

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .extracting(file -> folder.relativize(file).toString().replaceAll(".*(slipway-.*)", "$1"))
          .containsExactlyInAnyOrder(
              "slipway-kafka/topology.txt",
              "slipway-kafka/verification.txt",
              "slipway-kafka/kafka-zookeeper-0.log",
              "slipway-kafka/kafka-broker-0.log");
    }
  }

  @SlipwayCluster
  static class FailsOnce {
    @Test
    void once() {
      throw new AssertionError("once");
    }
  }

  @Test
  void keepsWhatCanBeLookedAt() throws IOException {
    assertThat(kept()).isEmpty();

    Kit.run(Map.of("slipway.keep-on-failure", "true"), FailsOnce.class, Keeps.class);

    List<Path> kept = kept();
    try {
      assertThat(kept)
          .hasSize(2)
          .allSatisfy(
              folder -> {
                assertThat(folder.resolve("kafka-broker-0/node.log")).isNotEmptyFile();
                assertThat(folder.resolve("kafka-broker-0/server.properties")).isNotEmptyFile();
              });
    } finally {
      for (Path folder : kept) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
      Files.deleteIfExists(temp().resolve(KEPT));
    }
  }

  @SlipwayCluster(keepOnFailure = true, topics = "other")
  static class Keeps {
    @Test
    void fails() {
      throw new AssertionError("kept");
    }
  }

  private static List<Path> kept() throws IOException {
    Path folder = temp().resolve(KEPT);
    if (Files.notExists(folder)) {
      return List.of();
    }
    String own = "kafka-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> runs = Files.list(folder)) {
      return runs.filter(run -> run.getFileName().toString().startsWith(own)).toList();
    }
  }

  private static Path temp() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }
}
