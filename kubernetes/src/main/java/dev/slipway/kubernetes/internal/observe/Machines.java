package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.MachineFacts.State;
import dev.slipway.core.model.NodeAddressType;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What Node objects tell of machines. Pure. */
final class Machines {
  private static final Map<String, NodeAddressType> TYPES =
      Map.of(
          "ExternalDNS", NodeAddressType.EXTERNAL_DNS,
          "ExternalIP", NodeAddressType.EXTERNAL_IP,
          "InternalDNS", NodeAddressType.INTERNAL_DNS,
          "InternalIP", NodeAddressType.INTERNAL_IP,
          "Hostname", NodeAddressType.HOSTNAME);

  /** Nodes behind which there is no kube-proxy, so nobody who answers at a NodePort. */
  private static final Map<String, Set<String>> VIRTUAL =
      Map.of(
          "type", Set.of("virtual-kubelet", "kwok"),
          "eks.amazonaws.com/compute-type", Set.of("fargate"));

  private static final String VIRTUAL_TAINT = "virtual-kubelet.io/provider";

  /** Taints of machines that are about to go, or that nothing may be put on yet. */
  private static final Set<String> LEAVING =
      Set.of(
          "ToBeDeletedByClusterAutoscaler",
          "karpenter.sh/disrupted",
          "karpenter.sh/disruption",
          "node.cloudprovider.kubernetes.io/shutdown",
          "node.cloudprovider.kubernetes.io/uninitialized",
          "node.kubernetes.io/out-of-service");

  private Machines() {}

  /**
   * Whether a provider stands in for the machine.
   *
   * @see <a href="https://virtual-kubelet.io/docs/setup/">Virtual Kubelet: labels and taint</a>
   */
  static boolean isVirtual(Node node) {
    Map<String, String> labels =
        Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    return VIRTUAL.entrySet().stream()
            .anyMatch(label -> label.getValue().contains(labels.getOrDefault(label.getKey(), "")))
        || taints(node).stream().anyMatch(taint -> VIRTUAL_TAINT.equals(taint.getKey()));
  }

  static MachineFacts of(Node node) {
    Map<NodeAddressType, List<String>> addresses = new EnumMap<>(NodeAddressType.class);
    if (node.getStatus() != null && node.getStatus().getAddresses() != null) {
      for (NodeAddress address : node.getStatus().getAddresses()) {
        NodeAddressType type = TYPES.get(address.getType());
        if (type != null) {
          addresses.computeIfAbsent(type, first -> new ArrayList<>()).add(address.getAddress());
        }
      }
    }
    return new MachineFacts(node.getMetadata().getName(), addresses, state(node));
  }

  private static State state(Node node) {
    if (!isReady(node)) {
      return State.NOT_READY;
    }
    boolean leaves =
        (node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
            || node.getMetadata().getDeletionTimestamp() != null
            || taints(node).stream().anyMatch(taint -> LEAVING.contains(taint.getKey()));
    return leaves ? State.CORDONED : State.READY;
  }

  private static boolean isReady(Node node) {
    return node.getStatus() != null
        && node.getStatus().getConditions() != null
        && node.getStatus().getConditions().stream().anyMatch(Machines::saysReady);
  }

  private static boolean saysReady(NodeCondition condition) {
    return "Ready".equals(condition.getType()) && "True".equals(condition.getStatus());
  }

  private static List<Taint> taints(Node node) {
    return node.getSpec() == null || node.getSpec().getTaints() == null
        ? List.of()
        : node.getSpec().getTaints();
  }
}
