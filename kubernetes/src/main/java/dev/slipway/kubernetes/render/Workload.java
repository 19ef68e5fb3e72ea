package dev.slipway.kubernetes.render;

import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.ResourcesSpec;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import java.util.List;

/**
 * The nodes of one kind: what was decided, and what was asked for their pods.
 *
 * @param plan what was decided
 * @param nodes each node's name, configuration and data folder, by ordinal
 * @param resources what a node may use
 * @param storage where it keeps its data
 * @param placement which machines it may run on
 * @param pod what its pod carries besides
 */
record Workload(
    WorkloadPlan plan,
    List<Node> nodes,
    ResourcesSpec resources,
    StorageSpec storage,
    PlacementSpec placement,
    PodSpec pod) {

  /**
   * One node.
   *
   * @param name the name of its pod
   * @param config its configuration
   * @param folder the folder of its data
   */
  record Node(String name, ConfigFile config, String folder) {}

  static List<Workload> of(ClusterPlan plan) {
    return plan.workloads().stream().map(workload -> of(plan, workload)).toList();
  }

  private static Workload of(ClusterPlan plan, WorkloadPlan workload) {
    if (workload.role() == NodeRole.ZOOKEEPER) {
      ZooKeeperSpec zookeeper = (ZooKeeperSpec) plan.spec().quorum();
      return new Workload(
          workload,
          plan.servers().stream()
              .map(server -> new Node(server.name(), server.config(), server.dataDir()))
              .toList(),
          zookeeper.resources(),
          zookeeper.storage(),
          zookeeper.placement(),
          zookeeper.pod());
    }
    KafkaSpec kafka = plan.spec().kafka();
    return new Workload(
        workload,
        plan.brokers().stream()
            .map(broker -> new Node(broker.name(), broker.config(), broker.logDir()))
            .toList(),
        kafka.resources(),
        kafka.storage(),
        kafka.placement(),
        kafka.pod());
  }

  NodeRole role() {
    return plan.role();
  }

  String name() {
    return plan.name();
  }

  /** The folder of every node's data, the same in each pod. */
  String folder() {
    return nodes.get(0).folder();
  }

  /** The folder where the volume is mounted; {@link #folder()} lies below it. */
  String mount() {
    return folder().substring(0, folder().lastIndexOf('/'));
  }
}
