package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodePlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import java.util.List;

/** The names of a plan's nodes, which are those of their pods, and of its namespaces. */
public final class PlanNames {
  private PlanNames() {}

  /** Servers, then brokers, each in the order of their ids. */
  public static List<String> nodes(ClusterPlan plan) {
    return plan.nodes().stream().map(NodePlan::name).toList();
  }

  /** Those of one role, in the order of their ids. */
  public static List<String> nodes(ClusterPlan plan, NodeRole role) {
    return plan.workload(role).stream()
        .flatMap(workload -> workload.nodes().stream())
        .map(NodePlan::name)
        .toList();
  }

  /** Each namespace once. */
  public static List<String> namespaces(ClusterPlan plan) {
    return plan.workloads().stream()
        .map(WorkloadPlan::identity)
        .map(identity -> identity.namespace())
        .distinct()
        .toList();
  }

  /** The namespace of one role. */
  public static String namespace(ClusterPlan plan, NodeRole role) {
    return plan.workload(role).orElseThrow().identity().namespace();
  }
}
