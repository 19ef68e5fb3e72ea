package dev.slipway.core.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NodeSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodePlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.plan.WorkloadPlan;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a document says of a workload: not its nodes, which the plan says, nor what was asked for
 * them, which the specification says.
 */
record KeptWorkload(
    NodeRole role,
    String name,
    String clientService,
    ServiceAccount identity,
    int uid,
    int fewest,
    List<PortPlan> ports,
    String image) {
  /** The part of a document that holds them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record All(List<KeptWorkload> workloads) {}

  /** Leaves out of a workload what the rest of the document says. */
  static void shorten(JsonNode workload) {
    if (workload instanceof ObjectNode object) {
      object.remove(List.of("asked", "nodes"));
    }
  }

  /** The plan with its workloads. */
  static ClusterPlan restored(ClusterPlan plan, List<KeptWorkload> workloads) {
    return new ClusterPlan(
        plan.spec(),
        plan.target(),
        workloads.stream().map(workload -> workload.of(plan)).toList(),
        plan.quorum(),
        plan.brokers(),
        plan.listeners(),
        plan.topics(),
        plan.traffic(),
        plan.mesh(),
        plan.notes(),
        plan.warnings());
  }

  private WorkloadPlan of(ClusterPlan plan) {
    return new WorkloadPlan(
        role,
        name,
        clientService,
        identity,
        uid,
        asked(plan.spec()),
        nodes(plan),
        fewest,
        ports,
        image);
  }

  private NodeSpec asked(ClusterSpec spec) {
    return switch (role) {
      case BROKER -> spec.kafka();
      case ZOOKEEPER ->
          Stream.of(spec.quorum())
              .filter(ZooKeeperSpec.class::isInstance)
              .map(ZooKeeperSpec.class::cast)
              .findFirst()
              .orElseThrow(
                  () ->
                      new MalformedSpecException(
                          "$.plan.workloads",
                          name,
                          "none of ZooKeeper where one is there already"));
    };
  }

  private List<NodePlan> nodes(ClusterPlan plan) {
    return switch (role) {
      case BROKER -> List.copyOf(plan.brokers());
      case ZOOKEEPER -> List.copyOf(plan.servers());
    };
  }
}
