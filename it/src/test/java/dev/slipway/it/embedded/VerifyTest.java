package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A cluster that is as it was planned passes, in little time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTest {
  private static final Duration QUICK = Duration.ofSeconds(5);

  private EmbeddedDeployment kafka;

  @BeforeAll
  void launch() {
    kafka =
        EmbeddedTarget.create()
            .deploy(cluster("good").zookeeper(3).kafka(3).expose(nodePortPerBroker()).build());
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  @Test
  void looksAtEveryPartOfTheCluster() {
    VerificationReport report = kafka.verify();

    assertThat(report.orThrow()).isSameAs(report);
    assertThat(report.failures()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.results().stream().map(VerifyTest::place))
        .containsExactlyInAnyOrder(
            "role good-zookeeper-0",
            "role good-zookeeper-1",
            "role good-zookeeper-2",
            "quorum zookeeper",
            "controller kafka",
            "replication kafka",
            "registration CLIENT of broker 0",
            "registration CLIENT of broker 1",
            "registration CLIENT of broker 2",
            "registration INTERNAL of broker 0",
            "registration INTERNAL of broker 1",
            "registration INTERNAL of broker 2",
            "registration EXTERNAL of broker 0",
            "registration EXTERNAL of broker 1",
            "registration EXTERNAL of broker 2",
            "round trip CLIENT of broker 0",
            "round trip CLIENT of broker 1",
            "round trip CLIENT of broker 2",
            "round trip INTERNAL of broker 0",
            "round trip INTERNAL of broker 1",
            "round trip INTERNAL of broker 2",
            "round trip EXTERNAL of broker 0",
            "round trip EXTERNAL of broker 1",
            "round trip EXTERNAL of broker 2");
    assertThat(report.results().stream().filter(result -> result.probe().equals("role")))
        .extracting(ProbeResult::seen)
        .containsExactlyInAnyOrder("leader", "follower", "follower");
  }

  @Test
  void looksAtPartitionsRightAfterTheFirstStart() {
    try (EmbeddedDeployment fresh =
        EmbeddedTarget.create().deploy(cluster("fresh").zookeeper(1).kafka(1).build())) {
      VerificationReport report = fresh.verify();

      assertThat(report.orThrow().results())
          .filteredOn(result -> result.probe().equals("replication"))
          .extracting(ProbeResult::seen)
          .containsExactly("1 partitions in sync");
    }
  }

  @Test
  void writesTheReportForMachinesAndForPeople() throws Exception {
    VerificationReport report = kafka.verify();

    JsonNode json = new ObjectMapper().readTree(report.toJson());

    assertThat(json.path("cluster").textValue()).isEqualTo("good");
    assertThat(json.path("passed").booleanValue()).isTrue();
    assertThat(json.path("millis").longValue()).isEqualTo(report.duration().toMillis());
    assertThat(json.path("probes")).hasSameSizeAs(report.results());
    for (JsonNode probe : json.path("probes")) {
      assertThat(probe.path("passed").booleanValue()).isTrue();
      assertThat(probe.path("millis").isNumber()).isTrue();
      assertThat(probe.path("seen").textValue()).isNotBlank();
      assertThat(report.toString())
          .contains(probe.path("probe").textValue() + "  " + probe.path("subject").textValue());
    }
    assertThat(report.toString()).startsWith("Verification of good: passed, 24 probes in ");
  }

  @Test
  void runsSeveralTimesAtOnceAndLeavesNoThread() throws Exception {
    kafka.verify().orThrow();
    Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    List<VerificationReport> reports =
        List.of(
                CompletableFuture.supplyAsync(kafka::verify),
                CompletableFuture.supplyAsync(kafka::verify))
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(reports).allMatch(VerificationReport::passed);
    Until.met(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .noneMatch(
                    thread ->
                        thread.getName().contains("kafka") || thread.getName().contains("verify")));
  }

  @Test
  void takesLittleTime() {
    kafka.verify().orThrow();

    assertThat(kafka.verify().orThrow().duration()).isLessThan(QUICK);
  }

  private static String place(ProbeResult result) {
    return result.probe() + " " + result.subject();
  }
}
