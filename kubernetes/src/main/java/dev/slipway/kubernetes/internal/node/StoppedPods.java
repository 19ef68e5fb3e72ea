package dev.slipway.kubernetes.internal.node;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.problem.NotReadyException.NodeFailure;
import dev.slipway.kubernetes.internal.pods.PodHealth;
import dev.slipway.kubernetes.internal.session.ClusterLease;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.render.OwnerObject;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pods of one workload away. Its StatefulSet would make them anew at once; so it is deleted
 * for as long as one is away, its other pods left to run as orphans, and then made again, when it
 * adopts them. If this process dies meanwhile, the next deployment makes it again.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/">Kubernetes:
 *     delete a StatefulSet, and keep its pods</a>
 */
final class StoppedPods {
  private static final String PURPOSE = "nodes stopped and started";

  private final Session session;
  private final ClusterPlan plan;
  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final int all;

  /** As many must be there for one to serve. */
  private final int enough;

  private final Map<String, Pod> away = new HashMap<>();
  private @Nullable StatefulSet withheld;
  private String deployed = "";

  StoppedPods(Session session, ClusterPlan plan, WorkloadPlan workload) {
    this.session = session;
    this.plan = plan;
    this.client = session.client();
    this.namespace = workload.identity().namespace();
    this.name = workload.name();
    this.enough = workload.fewest();
    this.all = workload.replicas();
  }

  /**
   * Returns when the pod is gone.
   *
   * @param grace seconds for its server to stop; if null, as many as the pod gives
   * @throws ApplyException if somebody else is changing the cluster
   * @throws NotReadyException if it does not go in time
   */
  synchronized void begin(String pod, @Nullable Long grace) {
    if (away.containsKey(pod)) {
      return;
    }
    alone(
        tracker -> {
          withhold(tracker);
          Pod there = pod(pod).get();
          if (there == null) {
            throw failure(pod, "is not there to be stopped", null);
          }
          away.put(pod, there);
          (grace == null ? pod(pod) : pod(pod).withGracePeriod(grace)).delete();
          await(pod, Objects::isNull, "does not stop", tracker);
        });
  }

  /**
   * Returns when the pod serves, or runs if too few are there to serve. Without volumes a pod has
   * lost its data, so a server must have joined those that have theirs before the next comes.
   *
   * @throws ApplyException if somebody else is changing the cluster, or has deployed it since and
   *     taken the workload away
   * @throws NotReadyException if it does not in time
   */
  synchronized void end(String pod) {
    alone(
        tracker -> {
          bringBack(pod);
          if (all - away.size() >= enough) {
            await(
                pod, there -> there != null && PodHealth.isReady(there), "does not serve", tracker);
          } else {
            await(pod, there -> there != null && runs(there), "does not run", tracker);
          }
        });
  }

  /** Under the cluster's Lease, like everything that changes it. */
  private void alone(Consumer<ProgressTracker> change) {
    ProgressTracker tracker = session.begin();
    try (ClusterLease lease = session.lease(plan, PURPOSE)) {
      do {
        lease.awaitOthers(tracker);
      } while (!lease.take());
      change.accept(tracker);
    }
  }

  private void bringBack(String pod) {
    Pod was = away.get(pod);
    boolean last = away.size() == (was == null ? 0 : 1);
    // One that is there was made since, by a deployment: it brings the pod back itself.
    if (set().get() == null) {
      if (last && withheld != null) {
        requireSameDeployment();
        restore(withheld);
      } else if (was != null) {
        requireSameDeployment();
        client.resource(anew(was)).create();
      }
    }
    away.remove(pod);
    if (away.isEmpty()) {
      withheld = null;
    }
  }

  /** What was withheld is of one deployment, and must not undo another. */
  private void requireSameDeployment() {
    if (!deployed.equals(deployed())) {
      throw new ApplyException(
          "Cluster '"
              + plan.name()
              + "': was deployed otherwise since "
              + name
              + " was withheld (expected: the same specification until its pods are started again);"
              + " nothing was touched\n  fix: deploy again, which makes what is missing");
    }
  }

  /** Tells one deployment from another. */
  private String deployed() {
    ConfigMap owner =
        client
            .configMaps()
            .inNamespace(PlanNames.namespace(plan, NodeRole.BROKER))
            .withName(OwnerObject.name(plan.name()))
            .get();
    return owner == null || owner.getData() == null
        ? ""
        : owner.getData().getOrDefault(OwnerObject.SPEC, "");
  }

  static boolean runs(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null && PodHealth.runs(pod);
  }

  private void withhold(ProgressTracker tracker) {
    StatefulSet set = set().get();
    if (set != null) {
      withheld = set;
      deployed = deployed();
      set().withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
      set().waitUntilCondition(Objects::isNull, millis(tracker), TimeUnit.MILLISECONDS);
    }
  }

  private void restore(StatefulSet set) {
    client
        .resource(
            new StatefulSetBuilder()
                .withMetadata(identity(set.getMetadata()))
                .withSpec(set.getSpec())
                .build())
        .fieldManager(Ownership.FIELD_MANAGER)
        .serverSideApply();
  }

  private static Pod anew(Pod pod) {
    return new PodBuilder()
        .withMetadata(identity(pod.getMetadata()))
        .withNewSpecLike(pod.getSpec())
        .withNodeName(null)
        .endSpec()
        .build();
  }

  private static ObjectMeta identity(ObjectMeta there) {
    return new ObjectMetaBuilder()
        .withNamespace(there.getNamespace())
        .withName(there.getName())
        .withLabels(there.getLabels())
        .withAnnotations(there.getAnnotations())
        .build();
  }

  private static long millis(ProgressTracker tracker) {
    return Math.max(1, tracker.left().toMillis());
  }

  private void await(
      String pod, Predicate<@Nullable Pod> condition, String otherwise, ProgressTracker tracker) {
    try {
      pod(pod).waitUntilCondition(condition, millis(tracker), TimeUnit.MILLISECONDS);
    } catch (KubernetesClientTimeoutException e) {
      throw failure(pod, otherwise + " within " + tracker.limit().toSeconds() + " s", e);
    }
  }

  private NotReadyException failure(
      String pod, String what, @Nullable KubernetesClientTimeoutException cause) {
    Pod there = pod(pod).get();
    String reason =
        there == null
            ? "its pod is not there; deploy again to have it made"
            : PodHealth.of(there).map(PodHealth::reason).orElse("it serves");
    NotReadyException failure =
        new NotReadyException(
            pod + " " + what,
            List.of(
                new NodeFailure(
                    pod, reason, "kubectl logs -n " + namespace + " " + pod, List.of())));
    if (cause != null) {
      failure.addSuppressed(cause);
    }
    return failure;
  }

  private PodResource pod(String pod) {
    return client.pods().inNamespace(namespace).withName(pod);
  }

  private RollableScalableResource<StatefulSet> set() {
    return client.apps().statefulSets().inNamespace(namespace).withName(name);
  }
}
