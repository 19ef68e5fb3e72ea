package dev.slipway.kubernetes.spi;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.manifest.ServerVersion;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a renderer may know: the plan, the server's version, and how objects are marked. Maps are
 * fresh and sorted, for the caller to change.
 *
 * @param plan the plan
 * @param version the version of the API server
 */
public record RenderContext(ClusterPlan plan, ServerVersion version) {
  /** The namespace of the nodes of one kind. */
  public String namespace(NodeRole role) {
    return workload(role).identity().namespace();
  }

  /** The labels of an object that belongs to the nodes of one kind. */
  public Map<String, String> labels(NodeRole role) {
    return labels(role.program(), role.word(), workload(role).asked().version());
  }

  /** The labels of an object that belongs to the cluster as a whole. */
  public Map<String, String> labels() {
    return labels("kafka", "cluster", plan.spec().kafka().version());
  }

  /** The labels by which the pods of one kind are selected; they never change. */
  public Map<String, String> selector(NodeRole role) {
    Map<String, String> selector = new TreeMap<>();
    selector.put(Labels.CLUSTER, plan.name());
    selector.put(Labels.COMPONENT, role.word());
    return selector;
  }

  /** The annotations that every object bears. */
  public Map<String, String> annotations() {
    return new TreeMap<>(plan.spec().annotations());
  }

  /** Name, namespace, labels and annotations of an object of the nodes of one kind. */
  public ObjectMeta metadata(NodeRole role, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(namespace(role))
        .withLabels(labels(role))
        .withAnnotations(annotations())
        .build();
  }

  /**
   * The user's labels win over what only describes, and never over those by which things are found.
   */
  private Map<String, String> labels(String program, String component, String programVersion) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.NAME, program);
    labels.put(Labels.PART_OF, plan.name());
    labels.put(Labels.VERSION, programVersion);
    labels.putAll(plan.spec().labels());
    labels.put(Labels.INSTANCE, plan.name());
    labels.put(Labels.COMPONENT, component);
    labels.put(Labels.MANAGED_BY, Labels.SLIPWAY);
    labels.put(Labels.CLUSTER, plan.name());
    return labels;
  }

  private WorkloadPlan workload(NodeRole role) {
    return plan.workload(role)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "role: " + role.word() + " (expected: one of which nodes are launched)"));
  }
}
