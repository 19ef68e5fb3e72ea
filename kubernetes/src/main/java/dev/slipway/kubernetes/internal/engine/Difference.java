package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.change.Changes;
import dev.slipway.kubernetes.change.Changes.Action;
import dev.slipway.kubernetes.change.Changes.Change;
import dev.slipway.kubernetes.change.Step;
import dev.slipway.kubernetes.change.Step.Kind;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.PlanNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is there compared with what is wanted.
 *
 * @param rendered what is wanted
 * @param observed what is there
 * @param objects what is to be done to objects, by what they are to become
 * @param leftovers what is not wanted any more
 * @param outdated pods made with another template or configuration
 * @param crossing whether a pod is in another mesh than it is to be in
 * @param policyKinds the kinds of a mesh's own objects
 */
record Difference(
    RenderedPlan rendered,
    ExistingObjects observed,
    Map<HasMetadata, Change> objects,
    List<HasMetadata> leftovers,
    List<String> outdated,
    boolean crossing,
    Set<ServedKind> policyKinds) {
  /**
   * With what the API server would refuse.
   *
   * @param refused why, by object
   */
  Difference refusing(Map<HasMetadata, String> refused) {
    Map<HasMetadata, Change> judged = new LinkedHashMap<>(objects);
    refused.forEach(
        (object, why) ->
            judged.computeIfPresent(
                object, (key, change) -> new Change(Action.REFUSE, change.object(), why)));
    return new Difference(rendered, observed, judged, leftovers, outdated, crossing, policyKinds);
  }

  /** What carries it out, in order. */
  Changes changes() {
    List<Step> steps = new ArrayList<>();
    add(steps, Kind.NAMESPACES);
    if (crossing) {
      steps.add(new Step(Kind.CROSS, mesh(), List.of()));
    }
    add(steps, Kind.SERVICES);
    add(steps, Kind.OBJECTS);
    add(steps, Kind.WORKLOADS);
    for (WorkloadPlan workload : rendered.plan().workloads()) {
      add(steps, Kind.RESTART, subject(workload.role()), restarts(workload.role()));
    }
    add(steps, Kind.POLICIES);
    add(
        steps,
        Kind.REMOVE,
        "",
        leftovers.stream()
            .map(
                object ->
                    new Change(
                        Action.REMOVE, Ownership.named(object), "it is not asked for any more"))
            .toList());
    return new Changes(steps);
  }

  private void add(List<Step> steps, Kind kind) {
    List<Change> changes = of(kind).stream().map(objects::get).toList();
    add(steps, kind, kind == Kind.POLICIES ? mesh() : "", changes);
  }

  private static void add(List<Step> steps, Kind kind, String subject, List<Change> changes) {
    if (!changes.isEmpty()) {
      steps.add(new Step(kind, subject, changes));
    }
  }

  /** The objects that a step of this kind applies. */
  List<HasMetadata> of(Kind kind) {
    return objects.keySet().stream().filter(object -> kind(object) == kind).toList();
  }

  private Kind kind(HasMetadata object) {
    if (object instanceof Namespace) {
      return Kind.NAMESPACES;
    }
    if (object instanceof Service) {
      return Kind.SERVICES;
    }
    if (object instanceof StatefulSet) {
      return Kind.WORKLOADS;
    }
    return crossing && isPolicy(object) ? Kind.POLICIES : Kind.OBJECTS;
  }

  boolean isPolicy(HasMetadata object) {
    return policyKinds.contains(
        new ServedKind(
            Objects.requireNonNull(object.getApiVersion()),
            Objects.requireNonNull(object.getKind())));
  }

  private List<Change> restarts(NodeRole role) {
    return PlanNames.nodes(rendered.plan(), role).stream()
        .filter(outdated::contains)
        .map(
            pod ->
                new Change(
                    Action.RESTART,
                    "Pod " + pod,
                    "it was made with another template or configuration"))
        .toList();
  }

  private static String subject(NodeRole role) {
    return role == NodeRole.ZOOKEEPER
        ? "servers, followers before the leader"
        : "brokers, the controller last";
  }

  private String mesh() {
    return rendered.plan().mesh().map(mesh -> mesh.mesh().kind()).orElse("no mesh");
  }
}
