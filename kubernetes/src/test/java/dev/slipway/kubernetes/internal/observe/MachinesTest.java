package dev.slipway.kubernetes.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.MachineFacts.State;
import dev.slipway.core.model.NodeAddressType;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachinesTest {
  private static NodeBuilder ready(String ready) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("node1")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .endCondition()
        .addNewAddress("10.0.0.1", "InternalIP")
        .addNewAddress("2001:db8::1", "InternalIP")
        .addNewAddress("node1", "Hostname")
        .addNewAddress("?", "Another")
        .endStatus();
  }

  private static Node tainted(String key) {
    return ready("True").editSpec().addNewTaint("NoSchedule", key, null, null).endSpec().build();
  }

  @Test
  void haveAllAddressesOfEachKindThatIsKnown() {
    assertThat(Machines.of(ready("True").build()))
        .isEqualTo(
            new MachineFacts(
                "node1",
                Map.of(
                    NodeAddressType.INTERNAL_IP, List.of("10.0.0.1", "2001:db8::1"),
                    NodeAddressType.HOSTNAME, List.of("node1")),
                State.READY));
    assertThat(Machines.of(new NodeBuilder(ready("True").build()).withStatus(null).build()))
        .isEqualTo(new MachineFacts("node1", Map.of(), State.NOT_READY));
  }

  @ParameterizedTest
  @CsvSource({"True,READY", "False,NOT_READY", "Unknown,NOT_READY"})
  void areAsReadyAsTheirKubeletReports(String status, State state) {
    assertThat(Machines.of(ready(status).build()).state()).isEqualTo(state);
  }

  @Test
  void areCordonedIfNothingMayBePutOnThem() {
    Node cordoned = ready("True").editSpec().withUnschedulable(true).endSpec().build();
    assertThat(Machines.of(cordoned).state()).isEqualTo(State.CORDONED);
    assertThat(Machines.of(tainted("ToBeDeletedByClusterAutoscaler")).state())
        .isEqualTo(State.CORDONED);
    assertThat(Machines.of(tainted("dedicated")).state()).isEqualTo(State.READY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"type=virtual-kubelet", "type=kwok", "eks.amazonaws.com/compute-type=fargate"})
  void areVirtualByLabel(String label) {
    String[] said = label.split("=", -1);
    Node node = ready("True").editMetadata().addToLabels(said[0], said[1]).endMetadata().build();

    assertThat(Machines.isVirtual(node)).isTrue();
  }

  @Test
  void areVirtualByTaint() {
    assertThat(Machines.isVirtual(tainted("virtual-kubelet.io/provider"))).isTrue();
    assertThat(Machines.isVirtual(tainted("dedicated"))).isFalse();
    assertThat(Machines.isVirtual(ready("True").build())).isFalse();
  }
}
