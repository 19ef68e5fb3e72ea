package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.internal.access.Stranger;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.pods.PodWatch;
import dev.slipway.kubernetes.internal.session.ClusterLease;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import dev.slipway.kubernetes.internal.session.Requests;
import dev.slipway.kubernetes.internal.session.ServerRefusal;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.mesh.MeshInspection;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The deletion of a cluster. The volumes of ZooKeeper and Kafka are kept or deleted together:
 * brokers refuse the data of another ZooKeeper. Namespaces are deleted only if they were made for
 * the cluster and no volumes are kept in them.
 */
public final class Deletion {

  private final Session session;
  private final KubernetesClient client;
  private final ProgressTracker tracker;
  private final ClusterPlan plan;
  private final boolean volumes;

  public Deletion(Session session, ClusterPlan plan, boolean volumes) {
    this.session = session;
    this.client = session.client();
    this.tracker = session.begin();
    this.plan = plan;
    this.volumes = volumes;
  }

  /** Deletes and returns when the pods are gone. */
  public void run() {
    ClusterLease lease = session.lease(plan, "the deletion");
    try (Requests requests = new Requests();
        lease) {
      do {
        lease.awaitOthers(tracker);
      } while (!taken(lease));
      delete(requests);
    } catch (KubernetesClientException e) {
      throw new ApplyException(
          "Cluster '" + plan.name() + "': the deletion was refused: " + e.getMessage(), e);
    }
  }

  /** In a namespace that is going or gone there is nobody to be kept out. */
  private static boolean taken(ClusterLease lease) {
    try {
      return lease.take();
    } catch (ApplyException e) {
      if (e.getCause() instanceof KubernetesClientException refusal
          && (refusal.getCode() == HttpURLConnection.HTTP_NOT_FOUND
              || ServerRefusal.isOnItsWayOut(refusal))) {
        return true;
      }
      throw e;
    }
  }

  private void delete(Requests requests) {
    List<String> namespaces = PlanNames.namespaces(plan);
    tracker.tell("delete", plan.name() + (volumes ? " with its volumes" : ""));
    // Brokers first: one that stops without its ZooKeeper waits in vain to say goodbye.
    plan.inOrderOfEnding().forEach(this::end);
    Stranger.removeAll(client, plan);
    ExistingObjects observed =
        ExistingObjects.read(client, requests, session.version(), plan.name(), namespaces);
    observed.light().forEach(object -> client.resource(object).delete());
    if (plan.mesh().isPresent()) {
      for (String namespace : namespaces) {
        MeshInspection.belongings(session.providers(), client, plan.name(), namespace)
            .forEach(policy -> client.resource(policy).delete());
      }
    }
    if (volumes) {
      observed.all(PersistentVolumeClaim.class).forEach(claim -> client.resource(claim).delete());
    }
    for (String namespace : namespaces) {
      boolean kept =
          !volumes
              && observed
                  .all(PersistentVolumeClaim.class)
                  .anyMatch(claim -> claim.getMetadata().getNamespace().equals(namespace));
      if (!kept) {
        deleteNamespace(namespace);
      }
    }
    tracker.tell("deleted", volumes ? "nothing is left" : "volumes are kept, if there were any");
  }

  private void end(WorkloadPlan workload) {
    String namespace = workload.identity().namespace();
    client
        .apps()
        .statefulSets()
        .inNamespace(namespace)
        .withName(workload.name())
        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
        .delete();
    List<String> own = PlanNames.nodes(plan, workload.role());
    try (PodWatch watch = PodWatch.ofPods(client, plan.name(), List.of(namespace))) {
      Set<String> asked = new HashSet<>();
      BooleanSupplier gone =
          () -> {
            List<Pod> left = named(own, watch.pods());
            deleteOrphans(left, asked);
            return left.isEmpty();
          };
      if (!watch.await(tracker.left(), gone)) {
        throw new NotReadyException(
            "Cluster '"
                + plan.name()
                + "': pods are still there after "
                + tracker.limit().toSeconds()
                + " s: "
                + watch.pods().keySet()
                + "; delete again to go on",
            List.of());
      }
      // Its pods go first, it a little later; nothing can be made in its place until then.
      client
          .apps()
          .statefulSets()
          .inNamespace(namespace)
          .withName(workload.name())
          .waitUntilCondition(
              Objects::isNull, Math.max(1, tracker.left().toMillis()), TimeUnit.MILLISECONDS);
      tracker.tell("delete", own.size() + " pods of " + workload.name() + " are gone");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReadyException(
          "Cluster '" + plan.name() + "': the deletion was interrupted; delete again to go on",
          List.of(),
          e);
    }
  }

  private static List<Pod> named(List<String> names, Map<String, Pod> pods) {
    return names.stream().flatMap(name -> Stream.ofNullable(pods.get(name))).toList();
  }

  /** What no StatefulSet owns does not go with it; each is asked to go once. */
  private void deleteOrphans(List<Pod> pods, Set<String> asked) {
    pods.stream()
        .filter(pod -> pod.getMetadata().getOwnerReferences().isEmpty())
        .filter(pod -> asked.add(pod.getMetadata().getUid()))
        .forEach(orphan -> client.resource(orphan).delete());
  }

  private void deleteNamespace(String name) {
    if (plan.spec().namespaces().existing()) {
      return;
    }
    Namespace namespace = client.namespaces().withName(name).get();
    if (namespace != null && Ownership.isOf(plan.name(), namespace)) {
      client.resource(namespace).delete();
    }
  }
}
