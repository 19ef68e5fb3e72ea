package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.VerificationException;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedNode;
import dev.slipway.embedded.EmbeddedTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Of a cluster that is not as it was planned, the report names just what is wrong, in time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyFailuresTest {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  /** For what is not the verification's: threads that are scheduled late on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private EmbeddedDeployment kafka;

  @BeforeAll
  void launch() {
    kafka =
        EmbeddedTarget.create()
            .oneProcessPerNode()
            .deploy(cluster("bad").zookeeper(3).kafka(3).expose(nodePortPerBroker()).build());
    kafka.verify().orThrow();
  }

  @AfterEach
  void repair() {
    List<CompletableFuture<Void>> repairs =
        kafka.nodes().stream()
            .map(
                node ->
                    CompletableFuture.runAsync(
                        () -> {
                          node.resume();
                          node.start();
                        },
                        threads))
            .toList();
    repairs.forEach(CompletableFuture::join);
    kafka.verify().orThrow();
  }

  @AfterAll
  void close() {
    kafka.close();
    threads.shutdown();
  }

  @Test
  void namesAStoppedBroker() throws Exception {
    kafka.broker(1).stop();

    VerificationReport report = verify();

    assertThat(report.failures())
        .extracting(ProbeResult::probe)
        .containsOnly("registration", "replication", "round trip");
    assertThat(report.failures())
        .filteredOn(failure -> !failure.probe().equals("replication"))
        .allMatch(failure -> failure.subject().endsWith(" of broker 1"))
        .hasSize(6);
    ProbeResult registration = failure(report, "registration", "CLIENT of broker 1");
    assertThat(registration.seen()).isEqualTo("not registered");
    assertThat(registration.expected()).isEqualTo(kafka.bootstrapServers().split(",", -1)[1]);
    assertThat(registration.cause()).contains("it is down");
    assertThat(failure(report, "replication", "kafka").seen()).contains("__slipway_probe-0");
    assertThatThrownBy(report::orThrow)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.report()).isSameAs(report))
        .hasMessage(report.toString())
        .hasMessageContaining("FAIL  registration  CLIENT of broker 1  not registered")
        .hasMessageContaining("likely: it is down");
    JsonNode json = new ObjectMapper().readTree(report.toJson());
    assertThat(json.path("passed").booleanValue()).isFalse();
    assertThat(json.path("probes"))
        .filteredOn(probe -> !probe.path("passed").booleanValue())
        .hasSameSizeAs(report.failures())
        .allMatch(probe -> !probe.path("expected").textValue().isBlank())
        .allMatch(probe -> !probe.path("cause").textValue().isBlank());
  }

  @Test
  void namesAStoppedServer() {
    EmbeddedNode follower = kafka.server(2);
    follower.stop();

    VerificationReport report = verify();

    assertThat(report.failures()).extracting(ProbeResult::probe).containsExactly("role", "quorum");
    ProbeResult role = failure(report, "role", follower.name());
    assertThat(role.seen()).contains("refused");
    assertThat(role.expected()).isEqualTo("leader or follower");
    assertThat(role.cause()).contains("it does not run");
    ProbeResult quorum = failure(report, "quorum", "zookeeper");
    assertThat(quorum.seen()).contains("leads, 1 in sync");
    assertThat(quorum.expected()).isEqualTo("one leader, 2 followers in sync");
    assertThat(quorum.cause()).contains("a follower is down");
  }

  @Test
  void namesALostQuorum() throws Exception {
    kafka.server(1).kill();
    kafka.server(2).kill();
    // A leader takes a tick or two to miss its followers.
    Endpoint third = kafka.plan().servers().get(2).client();
    Until.met(() -> !FourLetterWord.ask("srvr", third, Duration.ofSeconds(2)).contains("Mode:"));

    VerificationReport report = verify();

    assertThat(report.failures()).extracting(ProbeResult::probe).contains("role", "quorum");
    assertThat(failure(report, "role", kafka.server(1).name()).cause()).contains("does not run");
    assertThat(failure(report, "role", kafka.server(3).name()).cause()).contains("has no quorum");
    ProbeResult quorum = failure(report, "quorum", "zookeeper");
    assertThat(quorum.seen()).isEqualTo("0 leaders");
    assertThat(quorum.cause()).contains("more than half of the servers must run");
  }

  @Test
  void namesAPausedBroker() {
    kafka.broker(2).pause();

    VerificationReport report = verify();

    assertThat(report.failures()).extracting(ProbeResult::probe).containsOnly("round trip");
    assertThat(failure(report, "round trip", "EXTERNAL of broker 2").cause())
        .startsWith("it does not answer");
    // Its copy of their records is still awaited.
    assertThat(failure(report, "round trip", "EXTERNAL of broker 0").cause())
        .contains("has to wait for broker [2]");
  }

  @Test
  void namesAnAddressChangedAtRunTime() throws Exception {
    String planned = kafka.bootstrapServers("external").split(",", -1)[0];
    String advertised =
        kafka.plan().brokers().get(0).config().value("advertised.listeners").orElseThrow();
    String elsewhere = "127.0.0.1:1";
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "0");
    alter(broker, "advertised.listeners", advertised.replace(planned, elsewhere));
    try (Admin admin = Clients.admin(kafka.bootstrapServers("external"))) {
      Until.met(
          () -> admin.describeCluster().nodes().get().stream().anyMatch(node -> node.port() == 1));

      VerificationReport report = verify();

      assertThat(report.failures())
          .extracting(ProbeResult::subject)
          .containsOnly("EXTERNAL of broker 0");
      ProbeResult registration = failure(report, "registration", "EXTERNAL of broker 0");
      assertThat(registration.seen()).isEqualTo(elsewhere);
      assertThat(registration.expected()).isEqualTo(planned);
      assertThat(registration.cause()).contains("advertised address was changed");
      assertThat(failure(report, "round trip", "EXTERNAL of broker 0").cause()).isNotBlank();
    } finally {
      forget(broker, "advertised.listeners");
    }
  }

  @Test
  void namesAnUnderReplicatedPartition() throws Exception {
    ConfigResource leader = new ConfigResource(ConfigResource.Type.BROKER, "0");
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "lagging");
    try (Admin admin = Clients.admin(kafka.bootstrapServers())) {
      admin.createTopics(List.of(new NewTopic("lagging", Map.of(0, List.of(0))))).all().get();
      String value = "x".repeat(900_000);
      Clients.write(kafka.bootstrapServers(), "lagging", value, value, value, value);
      alter(leader, "leader.replication.throttled.rate", "1");
      alter(topic, "leader.replication.throttled.replicas", "*");
      admin
          .alterPartitionReassignments(
              Map.of(
                  new TopicPartition("lagging", 0),
                  Optional.of(new NewPartitionReassignment(List.of(0, 1)))))
          .all()
          .get();

      VerificationReport report = verify();

      assertThat(report.failures()).extracting(ProbeResult::probe).containsExactly("replication");
      ProbeResult replication = failure(report, "replication", "kafka");
      assertThat(replication.seen()).contains("1 of 4 partitions").contains("lagging-0");
      assertThat(replication.expected()).isEqualTo("none");
      assertThat(replication.cause()).contains("still copies");
    } finally {
      forget(leader, "leader.replication.throttled.rate");
      try (Admin admin = Clients.admin(kafka.bootstrapServers())) {
        admin.deleteTopics(List.of("lagging")).all().get();
      }
    }
  }

  @Test
  void reportsInTimeWhenEverythingIsDead() {
    // Gracefully, so that they can come back without waiting for sessions to expire.
    List.of(0, 1, 2).forEach(id -> kafka.broker(id).stop());
    List.of(1, 2, 3).forEach(id -> kafka.server(id).kill());

    VerificationReport report = verify();

    assertThat(report.results()).isNotEmpty().allMatch(result -> !result.passed());
    assertThat(report.results()).extracting(ProbeResult::cause).allMatch(cause -> !cause.isBlank());
    assertThat(report.failures())
        .extracting(ProbeResult::probe)
        .contains("role", "quorum", "registration", "controller", "replication", "round trip");
  }

  @Test
  void notesANodeThatEndedUnasked() throws Exception {
    ProcessHandle.current().children().findAny().orElseThrow().destroyForcibly();
    Until.met(() -> stopped().isPresent());

    VerificationReport report = verify();

    String victim = stopped().orElseThrow().name();
    assertThat(report.notes())
        .anyMatch(note -> note.startsWith(victim + " has ended unasked: its JVM"));
  }

  private Optional<EmbeddedNode> stopped() {
    return kafka.nodes().stream()
        .filter(node -> node.state() == EmbeddedNode.State.STOPPED)
        .findFirst();
  }

  private VerificationReport verify() {
    long begin = System.nanoTime();
    VerificationReport report = kafka.verify(LIMIT);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.plus(SLACK));
    return report;
  }

  private static ProbeResult failure(VerificationReport report, String probe, String subject) {
    return report.failures().stream()
        .filter(failure -> failure.probe().equals(probe) && failure.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no failure of " + probe + " in " + report));
  }

  private void alter(ConfigResource resource, String key, String value) throws Exception {
    alter(resource, new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }

  private void forget(ConfigResource resource, String key) throws Exception {
    alter(resource, new ConfigEntry(key, ""), AlterConfigOp.OpType.DELETE);
  }

  private void alter(ConfigResource resource, ConfigEntry entry, AlterConfigOp.OpType operation)
      throws Exception {
    try (Admin admin = Clients.admin(kafka.bootstrapServers())) {
      admin
          .incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, operation))))
          .all()
          .get();
    }
  }
}
