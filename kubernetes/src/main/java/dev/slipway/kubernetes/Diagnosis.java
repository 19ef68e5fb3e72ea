package dev.slipway.kubernetes;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.problem.NotReadyException.NodeFailure;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds out why a pod does not serve: its status, its events, and the last lines of its log. */
final class Diagnosis {
  private static final int LINES = 20;
  private static final int EVENTS = 3;

  private final KubernetesClient client;
  private final ClusterPlan plan;

  Diagnosis(KubernetesClient client, ClusterPlan plan) {
    this.client = client;
    this.plan = plan;
  }

  NodeFailure of(String name, Optional<Pod> pod) {
    WorkloadPlan workload = workload(name);
    String namespace = workload.identity().namespace();
    List<String> reasons = new ArrayList<>();
    reasons.add(pod.flatMap(PodHealth::of).map(PodHealth::reason).orElse("its pod is not there"));
    reasons.addAll(events(namespace, pod.isPresent() ? name : workload.name()));
    return new NodeFailure(
        name,
        String.join("; ", reasons),
        "kubectl logs -n " + namespace + " " + name,
        pod.isPresent() ? log(namespace, name) : List.of());
  }

  private WorkloadPlan workload(String node) {
    boolean server = plan.servers().stream().map(ServerPlan::name).anyMatch(node::equals);
    return plan.workload(server ? NodeRole.ZOOKEEPER : NodeRole.BROKER).orElseThrow();
  }

  /** What the cluster's controllers said last of an object. */
  private List<String> events(String namespace, String name) {
    try {
      return client
          .v1()
          .events()
          .inNamespace(namespace)
          .withField("involvedObject.name", name)
          .list()
          .getItems()
          .stream()
          .filter(event -> "Warning".equals(event.getType()))
          .sorted(Comparator.comparing(Diagnosis::time).reversed())
          .map(event -> event.getReason() + ": " + event.getMessage())
          .distinct()
          .limit(EVENTS)
          .toList();
    } catch (KubernetesClientException e) {
      return List.of("its events can't be read: " + e.getMessage());
    }
  }

  private static String time(Event event) {
    return event.getLastTimestamp() == null ? "" : event.getLastTimestamp();
  }

  private List<String> log(String namespace, String name) {
    try {
      String log = client.pods().inNamespace(namespace).withName(name).tailingLines(LINES).getLog();
      return log == null ? List.of() : log.lines().toList();
    } catch (KubernetesClientException e) {
      return List.of("(no log: " + e.getMessage() + ")");
    }
  }
}
