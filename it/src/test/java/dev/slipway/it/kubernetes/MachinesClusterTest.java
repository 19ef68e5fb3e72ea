package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Machines that are made of their Node object alone, as an autoscaler or a virtual kubelet makes
 * it. Their names come last, so that clusters of up to three brokers never have anything of them.
 */
@Tag("cluster")
class MachinesClusterTest {
  private static final String DEAD = "192.0.2.";

  private final List<Node> made = new ArrayList<>();
  private RealCluster real;

  @BeforeEach
  void connect() {
    real = RealCluster.connect();
  }

  @AfterEach
  void removeMachines() {
    made.forEach(node -> real.client().resource(node).delete());
    real.close();
  }

  private KubernetesTarget target() {
    return KubernetesTarget.of(real.client());
  }

  private static ClusterSpec spec(int brokers) {
    return cluster("machines").zookeeper(1).kafka(brokers).expose(nodePortPerBroker()).build();
  }

  /** Nothing is put on it, whatever its state. */
  private static NodeBuilder machine(String name, int address) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("zz-slipway-" + name)
        .endMetadata()
        .withNewSpec()
        .addNewTaint("NoSchedule", "slipway.dev/test", null, null)
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .addNewAddress(DEAD + address, "InternalIP")
        .endStatus();
  }

  private void make(NodeBuilder machine) {
    made.add(real.client().resource(machine.build()).create());
  }

  @Test
  void thatAreNotReadyOrCordonedOrVirtualAreNotAdvertised() {
    make(
        machine("broken", 1)
            .editStatus()
            .editMatchingCondition(any -> true)
            .withStatus("False")
            .endCondition()
            .endStatus());
    make(machine("cordoned", 2).editSpec().withUnschedulable(true).endSpec());
    make(machine("virtual", 3).editMetadata().addToLabels("type", "virtual-kubelet").endMetadata());

    assertThat(target().manifests(spec(7)).toYaml()).contains("10.99.0.11").doesNotContain(DEAD);
  }

  @Test
  void thatAreAddedMoveNobody() {
    ClusterSpec spec = spec(4);
    real.claim("machines");
    target().deploy(spec).close();
    assertThat(target().diff(spec).changes()).isEmpty();

    make(machine("added", 4));

    assertThat(target().diff(spec).changes()).isEmpty();
    assertThat(target().attach("machines").bootstrapServers()).isNotEmpty().doesNotContain(DEAD);
  }
}
