package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.manifest.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which pods were made with another template or configuration than their node now has. */
final class OutdatedPods {
  private OutdatedPods() {}

  /** Servers, then brokers, each in the order of their ids. */
  static List<String> of(RenderedPlan rendered, Map<String, Pod> pods) {
    return Stream.of(NodeRole.values()).flatMap(role -> of(rendered, role, pods).stream()).toList();
  }

  /**
   * Names of nodes in the order of their ids.
   *
   * @param pods the pods that are there, by name
   */
  static List<String> of(RenderedPlan rendered, NodeRole role, Map<String, Pod> pods) {
    List<String> outdated = new ArrayList<>();
    Optional<WorkloadPlan> workload = rendered.plan().workload(role);
    if (workload.isEmpty()) {
      return outdated;
    }
    Map<String, String> hashes =
        rendered
            .manifests()
            .objects(StatefulSet.class)
            .filter(set -> set.getMetadata().getName().equals(workload.get().name()))
            .findFirst()
            .orElseThrow()
            .getSpec()
            .getTemplate()
            .getMetadata()
            .getAnnotations();
    for (String name : PlanNames.nodes(rendered.plan(), role)) {
      Pod pod = pods.get(name);
      if (pod != null
          && !entry(name, hashes).equals(entry(name, pod.getMetadata().getAnnotations()))) {
        outdated.add(name);
      }
    }
    return outdated;
  }

  private static String entry(String node, @Nullable Map<String, String> annotations) {
    String all = annotations == null ? "" : annotations.getOrDefault(Labels.NODE_HASHES, "");
    for (String entry : all.split(" ", -1)) {
      if (entry.startsWith(node + "=")) {
        return entry;
      }
    }
    return "";
  }
}
