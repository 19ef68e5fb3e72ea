package dev.slipway.it.kubernetes;

import static dev.slipway.core.target.ClusterNode.State.RUNNING;
import static dev.slipway.core.target.ClusterNode.State.STOPPED;
import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.target.ClusterNode;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that are stopped, killed and started by their handles. */
@Tag("cluster")
class NodesClusterTest {
  private static final String TOPIC = "orders";
  private static final int PARTITIONS = 3;
  private static final Duration REPAIR = Duration.ofSeconds(60);

  @RegisterExtension final RealCluster real = RealCluster.connect();

  private KubernetesTarget target(String restricted) {
    return KubernetesTarget.of(real.client()).patched(RealCluster.restricting(restricted));
  }

  private ClusterSpec spec(String name, int servers, int brokers) {
    real.claim(name);
    return cluster(name)
        .zookeeper(servers)
        .kafka(kafka -> kafka.brokers(brokers).topic(TOPIC, topic -> topic.partitions(PARTITIONS)))
        .expose(nodePortPerBroker())
        .build();
  }

  @Test
  void stayAwayUntilTheyAreStartedAndNothingIsLost() throws Exception {
    ClusterSpec spec = spec("nodes", 3, 3);
    try (KubernetesDeployment kafka = target("nodes").deploy(spec)) {
      Traffic traffic = Traffic.start(kafka.bootstrapServers(), TOPIC);
      traffic.awaitAcknowledged(10);

      kafka.broker(1).stop();
      kafka.server(1).kill();
      kafka.server(2).stop();
      kafka.server(2).stop();

      assertThat(kafka.nodes())
          .filteredOn(node -> node.state() == STOPPED)
          .extracting(ClusterNode::name)
          .containsExactly("nodes-zookeeper-0", "nodes-zookeeper-1", "nodes-broker-1");
      assertThat(kafka.verify().passed()).isFalse();
      assertThat(pods("nodes")).hasSize(3);

      // The second of two comes back while the first is still away.
      kafka.server(2).start();
      assertThat(kafka.server(1).state()).isEqualTo(STOPPED);
      kafka.server(1).start();
      kafka.broker(1).start();
      kafka.broker(1).start();

      assertThat(kafka.nodes()).extracting(ClusterNode::state).containsOnly(RUNNING);
      Verified.within(REPAIR, kafka);
      assertThat(traffic.lost(PARTITIONS)).isEmpty();
      assertThat(kafka.broker(1).lastLogLines()).isNotEmpty();
      assertThatThrownBy(() -> kafka.broker(1).pause())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a pod");
    }
    assertThat(pods("nodes").map(pod -> pod.getMetadata().getOwnerReferences()))
        .hasSize(6)
        .allMatch(owners -> owners.size() == 1);
    assertThat(target("nodes").diff(spec).changes()).isEmpty();
  }

  @Test
  void comeBackWithTheNextDeploymentOrGoWithTheirCluster() {
    ClusterSpec spec = spec("forgotten", 1, 2);
    try (KubernetesDeployment crashed = target("forgotten").deploy(spec)) {
      crashed.broker(0).stop();
    }

    try (KubernetesDeployment again = target("forgotten").deploy(spec)) {
      again.verify().orThrow();
      again.broker(1).stop();
    }
    try (KubernetesClient late = real.hearingLate()) {
      KubernetesTarget.of(late).attach("forgotten").deleteWithVolumes();
      assertThat(pods("forgotten").map(pod -> pod.getMetadata().getName())).isEmpty();
    }
  }

  private Stream<Pod> pods(String namespace) {
    List<Pod> pods = real.client().pods().inNamespace(namespace).list().getItems();
    return pods.stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
  }
}
