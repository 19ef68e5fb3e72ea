package dev.slipway.kubernetes.render;

import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.ResourcesSpec;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodePlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import java.util.List;

/**
 * The nodes of one kind as they are rendered.
 *
 * @param plan what was decided
 */
record Workload(WorkloadPlan plan) {
  static List<Workload> of(ClusterPlan plan) {
    return plan.workloads().stream().map(Workload::new).toList();
  }

  /** Each node, by ordinal. */
  List<NodePlan> nodes() {
    return plan.nodes();
  }

  /** What a node may use. */
  ResourcesSpec resources() {
    return plan.asked().resources();
  }

  /** Where it keeps its data. */
  StorageSpec storage() {
    return plan.asked().storage();
  }

  /** Which machines it may run on. */
  PlacementSpec placement() {
    return plan.asked().placement();
  }

  /** What its pod carries besides. */
  PodSpec pod() {
    return plan.asked().pod();
  }

  NodeRole role() {
    return plan.role();
  }

  String name() {
    return plan.name();
  }

  /** The folder of every node's data, the same in each pod. */
  String folder() {
    return nodes().get(0).folder();
  }

  /** The folder where the volume is mounted; {@link #folder()} lies below it. */
  String mount() {
    return folder().substring(0, folder().lastIndexOf('/'));
  }
}
