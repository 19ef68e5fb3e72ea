package dev.slipway.kubernetes;

import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.problem.NotReadyException.NodeFailure;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits until every pod of a plan serves, and says why one does not. */
final class Await {
  private final KubernetesClient client;
  private final ClusterPlan plan;
  private final PodWatch pods;
  private final Journey journey;
  private final Map<String, String> told = new TreeMap<>();

  Await(KubernetesClient client, ClusterPlan plan, PodWatch pods, Journey journey) {
    this.client = client;
    this.plan = plan;
    this.pods = pods;
    this.journey = journey;
  }

  static List<String> names(ClusterPlan plan) {
    return Stream.of(NodeRole.values()).flatMap(role -> names(plan, role).stream()).toList();
  }

  static List<String> names(ClusterPlan plan, NodeRole role) {
    return role == NodeRole.ZOOKEEPER
        ? plan.servers().stream().map(ServerPlan::name).toList()
        : plan.brokers().stream().map(BrokerPlan::name).toList();
  }

  /** Every pod is there; one that does not serve may be so because it needs the restart to come. */
  void servingOrRestartable() {
    await(there -> there.keySet().containsAll(names(plan)), journey.left());
  }

  /** Every pod serves. */
  void serving() {
    await(there -> names(plan).stream().allMatch(name -> ready(there.get(name))), journey.left());
    journey.tell("await", names(plan).size() + " pods serve");
  }

  private static boolean ready(@Nullable Pod pod) {
    return pod != null && PodHealth.isReady(pod);
  }

  private void await(Predicate<Map<String, Pod>> condition, Duration limit) {
    boolean met;
    try {
      met =
          pods.await(
              limit,
              there -> {
                boolean done = condition.test(there);
                if (!done) {
                  look(there);
                }
                return done;
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReadyException(
          "Cluster '" + plan.name() + "': the wait was interrupted; what was applied stays",
          List.of(),
          e);
    }
    if (!met) {
      throw failure(" does not serve within " + journey.limit());
    }
  }

  /** Tells each thing that is new, and gives up at what waiting can't heal. */
  private void look(Map<String, Pod> there) {
    boolean hopeless = false;
    for (String name : names(plan)) {
      Pod pod = there.get(name);
      Optional<PodHealth> health = pod == null ? Optional.empty() : PodHealth.of(pod);
      if (health.isPresent()
          && !health.get().reason().equals(told.put(name, health.get().reason()))) {
        journey.tell("await", name + ": " + health.get().reason());
      }
      hopeless |= health.map(PodHealth::hopeless).orElse(false);
    }
    if (hopeless) {
      throw failure(" can't serve");
    }
  }

  private NotReadyException failure(String what) {
    Map<String, Pod> there = pods.pods();
    Map<String, NodeFailure> failures = new LinkedHashMap<>();
    Diagnosis diagnosis = new Diagnosis(client, plan);
    for (String name : names(plan)) {
      Pod pod = there.get(name);
      if (!ready(pod)) {
        failures.put(name, diagnosis.of(name, Optional.ofNullable(pod)));
      }
    }
    return new NotReadyException(
        "Cluster '" + plan.name() + "'" + what, List.copyOf(failures.values()));
  }
}
