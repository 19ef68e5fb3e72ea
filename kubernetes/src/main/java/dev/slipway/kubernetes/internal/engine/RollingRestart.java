package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.await.PodAwait;
import dev.slipway.kubernetes.internal.pods.PodWatch;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Restarts the pods whose configuration or template has changed: at once those that do not serve,
 * then one at a time, followers before the leader and brokers before the controller; the next one
 * only when the quorum, or the replicas of every partition, can spare it.
 */
final class RollingRestart {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(500);

  private final KubernetesClient client;
  private final RenderedPlan rendered;
  private final PodWatch watch;
  private final PodAwait await;
  private final ProgressTracker tracker;
  private final KubernetesAccess access;
  private final Runnable permission;

  RollingRestart(
      KubernetesClient client,
      RenderedPlan rendered,
      PodWatch watch,
      PodAwait await,
      ProgressTracker tracker,
      KubernetesAccess access,
      Runnable permission) {
    this.client = client;
    this.rendered = rendered;
    this.watch = watch;
    this.await = await;
    this.tracker = tracker;
    this.access = access;
    this.permission = permission;
  }

  /** Those of one role. */
  void run(NodeRole role) {
    if (role == NodeRole.ZOOKEEPER) {
      servers();
    } else {
      brokers();
    }
  }

  private void servers() {
    List<String> servers = serving(NodeRole.ZOOKEEPER);
    if (!servers.isEmpty()) {
      QuorumLook quorum = awaitQuorum(servers.get(0));
      servers.sort(Comparator.comparing(quorum::leads));
      for (String server : servers) {
        awaitQuorum(server);
        restart(NodeRole.ZOOKEEPER, List.of(server));
      }
    }
  }

  private void brokers() {
    List<String> brokers = serving(NodeRole.BROKER);
    if (!brokers.isEmpty()) {
      try (ClusterAdmin admin = access.admin()) {
        int controller = awaitController(admin, tracker, reason -> stuck(brokers.get(0), reason));
        brokers.sort(Comparator.comparing(broker -> id(broker) == controller));
        for (String broker : brokers) {
          awaitGate(admin, broker);
          restart(NodeRole.BROKER, List.of(broker));
        }
      }
    }
  }

  /** Restarts what does not serve anyway, at once; gives the outdated ones that are left. */
  private List<String> serving(NodeRole role) {
    List<String> outdated = OutdatedPods.of(rendered, role, watch.pods());
    List<String> idle = outdated.stream().filter(node -> !await.serves(node)).toList();
    if (!idle.isEmpty()) {
      restart(role, idle);
    }
    return outdated.stream()
        .filter(node -> !idle.contains(node))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private int id(String broker) {
    return rendered.plan().brokers().stream()
        .filter(planned -> planned.name().equals(broker))
        .mapToInt(BrokerPlan::id)
        .findFirst()
        .orElseThrow();
  }

  /** The quorum is whole, so that it can spare one. */
  private QuorumLook awaitQuorum(String next) {
    try {
      List<String> all = PlanNames.nodes(rendered.plan(), NodeRole.ZOOKEEPER);
      if (!watch.await(tracker.left(), () -> all.stream().allMatch(await::serves))) {
        throw stuck(next, "not every ZooKeeper server serves");
      }
      // One that has just lost its quorum is ready until its next probe, and tells nobody else.
      QuorumLook quorum = look();
      while (!quorum.silent().isEmpty()) {
        if (tracker.left().isZero()) {
          throw stuck(next, "not every ZooKeeper server serves in a quorum: " + quorum.silent());
        }
        TimeUnit.NANOSECONDS.sleep(BETWEEN_QUESTIONS);
        quorum = look();
      }
      return quorum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stuck(next, "interrupted");
    }
  }

  private QuorumLook look() {
    return QuorumLook.at(rendered.plan().servers(), access::server, ANSWER);
  }

  /** Who is the controller is restarted last; not to know it is no reason to restart it first. */
  static int awaitController(
      ClusterAdmin admin, ProgressTracker tracker, Function<String, NotReadyException> stuck) {
    while (true) {
      String reason = "no broker is the controller";
      try {
        Optional<Integer> controller = admin.controller();
        if (controller.isPresent()) {
          return controller.get();
        }
      } catch (IllegalStateException e) {
        reason = String.valueOf(e.getMessage());
      }
      if (tracker.left().isZero() || Thread.currentThread().isInterrupted()) {
        throw stuck.apply(reason);
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
    }
  }

  /** Kafka announces to nobody that a replica has caught up, so it is asked again. */
  private void awaitGate(ClusterAdmin admin, String next) {
    Optional<String> reason = admin.whyNotRestart(id(next));
    while (reason.isPresent()) {
      if (tracker.left().isZero() || Thread.currentThread().isInterrupted()) {
        throw stuck(next, reason.get());
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
      reason = admin.whyNotRestart(id(next));
    }
  }

  private void restart(NodeRole role, List<String> nodes) {
    permission.run();
    Map<String, Pod> before = watch.pods();
    for (String node : nodes) {
      tracker.tell("restart", node);
      client.pods().inNamespace(PlanNames.namespace(rendered.plan(), role)).withName(node).delete();
    }
    for (String node : nodes) {
      Pod old = before.get(node);
      await.servingAnew(node, old == null ? "" : old.getMetadata().getUid());
    }
  }

  private NotReadyException stuck(String next, String reason) {
    return new NotReadyException(
        "Cluster '"
            + rendered.plan().name()
            + "': the restart stopped before "
            + next
            + ": "
            + reason
            + "; deploy again to go on",
        List.of());
  }
}
