package dev.slipway.kubernetes;

import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.problem.NotReadyException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Restarts the pods whose configuration or template has changed, one at a time: those that do not
 * serve first, then followers before the leader and brokers before the controller; the next one
 * only when the quorum, or the replicas of every partition, can spare it.
 */
final class RollingRestart {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(500);

  private final KubernetesClient client;
  private final Drawing drawing;
  private final PodWatch pods;
  private final Journey journey;
  private final KubernetesDeployment deployment;

  RollingRestart(
      KubernetesClient client,
      Drawing drawing,
      PodWatch pods,
      Journey journey,
      KubernetesDeployment deployment) {
    this.client = client;
    this.drawing = drawing;
    this.pods = pods;
    this.journey = journey;
    this.deployment = deployment;
  }

  void run() {
    List<String> servers = outdated(NodeRole.ZOOKEEPER);
    if (!servers.isEmpty()) {
      servers.sort(Comparator.comparing(this::serves).thenComparing(this::leads));
      for (String server : servers) {
        if (serves(server)) {
          awaitQuorum(server);
        }
        restart(NodeRole.ZOOKEEPER, server);
      }
    }
    List<String> brokers = outdated(NodeRole.BROKER);
    if (!brokers.isEmpty()) {
      rollBrokers(brokers);
    }
  }

  private void rollBrokers(List<String> brokers) {
    boolean anyServes = brokers.stream().anyMatch(this::serves);
    if (!anyServes) {
      // Nothing to protect, and nobody to ask.
      brokers.forEach(broker -> restart(NodeRole.BROKER, broker));
      return;
    }
    try (ClusterAdmin admin = deployment.admin()) {
      int controller = admin.controller().orElse(-1);
      brokers.sort(
          Comparator.comparing(this::serves).thenComparing(broker -> id(broker) == controller));
      for (String broker : brokers) {
        if (serves(broker)) {
          awaitGate(admin, broker);
        }
        restart(NodeRole.BROKER, broker);
      }
    }
  }

  /** The pods that were made with another entry of the node hashes than the template now has. */
  private List<String> outdated(NodeRole role) {
    List<String> outdated = new ArrayList<>();
    Optional<WorkloadPlan> workload = drawing.plan().workload(role);
    if (workload.isEmpty()) {
      return outdated;
    }
    StatefulSet wanted =
        drawing
            .manifests()
            .objects(StatefulSet.class)
            .filter(set -> set.getMetadata().getName().equals(workload.get().name()))
            .findFirst()
            .orElseThrow();
    Map<String, String> hashes = wanted.getSpec().getTemplate().getMetadata().getAnnotations();
    Map<String, Pod> there = pods.pods();
    for (String name : Await.names(drawing.plan(), role)) {
      Pod pod = there.get(name);
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

  private int id(String broker) {
    return drawing.plan().brokers().stream()
        .filter(planned -> planned.name().equals(broker))
        .mapToInt(BrokerPlan::id)
        .findFirst()
        .orElseThrow();
  }

  private boolean serves(String name) {
    Pod pod = pods.pods().get(name);
    return pod != null && PodHealth.isReady(pod);
  }

  private boolean leads(String name) {
    return drawing.plan().servers().stream()
        .filter(server -> server.name().equals(name))
        .anyMatch(server -> mode(server).contains("Mode: leader"));
  }

  private String mode(ServerPlan server) {
    Optional<Endpoint> endpoint = deployment.access().server(server.id());
    try {
      return endpoint.isPresent() ? FourLetterWord.ask("srvr", endpoint.get(), ANSWER) : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** The quorum is whole, so that it can spare one. */
  private void awaitQuorum(String next) {
    try {
      List<String> all = Await.names(drawing.plan(), NodeRole.ZOOKEEPER);
      if (!pods.await(journey.left(), there -> all.stream().allMatch(this::serves))) {
        throw stuck(next, "not every ZooKeeper server serves");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stuck(next, "interrupted");
    }
  }

  /** Kafka announces to nobody that a replica has caught up, so it is asked again. */
  private void awaitGate(ClusterAdmin admin, String next) {
    Optional<String> reason = admin.whyNotRestart(id(next));
    while (reason.isPresent()) {
      if (journey.left().isZero() || Thread.currentThread().isInterrupted()) {
        throw stuck(next, reason.get());
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
      reason = admin.whyNotRestart(id(next));
    }
  }

  private void restart(NodeRole role, String name) {
    String namespace = Launch.namespace(drawing.plan(), role);
    Pod before = pods.pods().get(name);
    String uid = before == null ? "" : before.getMetadata().getUid();
    journey.tell("restart", name);
    client.pods().inNamespace(namespace).withName(name).delete();
    try {
      boolean back =
          pods.await(
              journey.left(),
              there -> {
                Pod pod = there.get(name);
                return pod != null
                    && !pod.getMetadata().getUid().equals(uid)
                    && PodHealth.isReady(pod);
              });
      if (!back) {
        throw new NotReadyException(
            "Cluster '"
                + drawing.plan().name()
                + "': "
                + name
                + " does not serve after its restart",
            List.of(
                new Diagnosis(client, drawing.plan())
                    .of(name, Optional.ofNullable(pods.pods().get(name)))));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stuck(name, "interrupted");
    }
  }

  private NotReadyException stuck(String next, String reason) {
    return new NotReadyException(
        "Cluster '"
            + drawing.plan().name()
            + "': the restart stopped before "
            + next
            + ": "
            + reason
            + "; deploy again to go on",
        List.of());
  }
}
