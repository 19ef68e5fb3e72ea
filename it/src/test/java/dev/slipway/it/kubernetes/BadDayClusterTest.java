package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What the cluster underneath does to a running one, while records are written with acks=all. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadDayClusterTest {
  private static final String NAME = "bad-day";
  private static final String TOPIC = "orders";
  private static final int PARTITIONS = 6;
  private static final int AFTERWARDS = 50;
  private static final int CUT_SECONDS = 45;
  private static final ClusterSpec SPEC =
      cluster(NAME)
          .zookeeper(3)
          .kafka(kafka -> kafka.brokers(3).topic(TOPIC, topic -> topic.partitions(PARTITIONS)))
          .expose(nodePortPerBroker())
          .build();

  private RealCluster real;
  private KubernetesDeployment kafka;

  @BeforeAll
  void deploy() {
    real = RealCluster.connect();
    real.claim(NAME);
    kafka = KubernetesTarget.of(real.client()).deploy(SPEC);
  }

  @AfterAll
  void clean() {
    if (kafka != null) {
      kafka.close();
    }
    if (real != null) {
      real.close();
    }
  }

  @Test
  @Order(1)
  void losesNothingWhenABrokersPodIsDeleted() throws Exception {
    losesNothingWhile(() -> delete(NAME + "-broker-1"));
  }

  @Test
  @Order(2)
  void losesNothingWhenTheLeaderOfZooKeeperIsDeleted() throws Exception {
    losesNothingWhile(() -> delete(leader()));
  }

  @Test
  @Order(3)
  void losesNothingAndReportsItWhenANodeIsCutOff() throws Exception {
    String node = pod(NAME + "-broker-2").getSpec().getNodeName();
    losesNothingWhile(
        () -> {
          try (NodeCut cut = NodeCut.of(real.client(), NAME, node, CUT_SECONDS)) {
            VerificationReport report = kafka.verify();

            assertThat(report.failures())
                .as(report.toString())
                .extracting(ProbeResult::subject)
                .contains("EXTERNAL of broker " + advertisedAt(cut.address()));
            cut.awaitEnd();
          }
        });
  }

  /** The broker that outsiders are told to find at that machine. */
  private int advertisedAt(String address) {
    return kafka.plan().brokers().stream()
        .filter(
            broker -> broker.listener("EXTERNAL").advertised().toString().startsWith(address + ":"))
        .mapToInt(BrokerPlan::id)
        .findFirst()
        .orElseThrow();
  }

  private interface Incident {
    void happen() throws Exception;
  }

  private void losesNothingWhile(Incident incident) throws Exception {
    Traffic traffic = Traffic.start(kafka.bootstrapServers(), TOPIC);
    traffic.awaitAcknowledged(AFTERWARDS);

    incident.happen();

    traffic.awaitAcknowledged(AFTERWARDS);
    // A second deployment returns when everything serves again.
    KubernetesTarget.of(real.client()).deploy(SPEC).close();
    assertThat(traffic.lost(PARTITIONS)).isEmpty();
    kafka.verify().orThrow();
  }

  private Pod pod(String name) {
    return real.client().pods().inNamespace(NAME).withName(name).get();
  }

  private void delete(String name) {
    String uid = pod(name).getMetadata().getUid();
    real.client().pods().inNamespace(NAME).withName(name).delete();
    real.client()
        .pods()
        .inNamespace(NAME)
        .withName(name)
        .waitUntilCondition(
            pod -> pod != null && !pod.getMetadata().getUid().equals(uid), 1, TimeUnit.MINUTES);
  }

  /** As the probe of the quorum says it: {@code bad-day-zookeeper-2 leads, 2 in sync}. */
  private String leader() {
    return kafka.verify().orThrow().results().stream()
        .filter(probe -> probe.probe().equals("quorum"))
        .map(probe -> probe.seen().replaceFirst(" leads.*", ""))
        .findFirst()
        .orElseThrow();
  }
}
