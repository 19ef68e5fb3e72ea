package dev.slipway.kubernetes.internal.await;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.ServerStatus;
import dev.slipway.core.problem.NotReadyException.NodeFailure;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.pods.ErrorLine;
import dev.slipway.kubernetes.internal.pods.PodHealth;
import dev.slipway.kubernetes.internal.pods.PodLog;
import dev.slipway.kubernetes.internal.pods.PodWatch;
import dev.slipway.kubernetes.internal.pods.Refusal;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out why a node does not serve: its pod's status, the warnings about what it is made of, the
 * line its server ended with, and what a running ZooKeeper server says of its quorum.
 */
public final class Diagnosis {
  private static final int LINES = 20;
  private static final int LINES_READ = 400;
  private static final int WARNINGS = 3;
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final ClusterPlan plan;
  private final KubernetesAccess access;
  private final PodWatch watch;
  private final Map<String, List<String>> ends = new HashMap<>();

  public Diagnosis(
      KubernetesClient client, ClusterPlan plan, KubernetesAccess access, PodWatch watch) {
    this.client = client;
    this.plan = plan;
    this.access = access;
    this.watch = watch;
  }

  NodeFailure of(String node) {
    Optional<Pod> pod = Optional.ofNullable(watch.pods().get(node));
    String namespace = workload(node).identity().namespace();
    List<String> log = pod.isPresent() ? log(node) : List.of();
    if (ErrorLine.in(log).isEmpty()) {
      // It may have been started again since.
      log = ends.getOrDefault(node, log);
    }
    List<String> reasons = new ArrayList<>();
    reasons.add(pod.flatMap(PodHealth::of).map(PodHealth::reason).orElse("its pod is not there"));
    ErrorLine.in(log).map(ErrorLine::toString).ifPresent(reasons::add);
    if (pod.map(PodHealth::runs).orElse(false)) {
      quorum(node).ifPresent(reasons::add);
    }
    warnings(node).stream()
        .map(Diagnosis::text)
        .distinct()
        .limit(WARNINGS)
        .map(Refusal::explained)
        .forEach(reasons::add);
    return new NodeFailure(
        node,
        String.join("; ", reasons),
        "kubectl logs -n " + namespace + " " + node,
        log.subList(Math.max(0, log.size() - LINES), log.size()));
  }

  /** The warnings about its pod, its volume, or the StatefulSet that makes it; the newest first. */
  List<Event> warnings(String node) {
    Optional<Pod> pod = Optional.ofNullable(watch.pods().get(node));
    String set = workload(node).name();
    return watch.warnings().stream()
        .filter(event -> event.getInvolvedObject() != null)
        .filter(
            event ->
                switch (String.valueOf(event.getInvolvedObject().getKind())) {
                  case "Pod" ->
                      pod.isPresent()
                          && pod.get()
                              .getMetadata()
                              .getUid()
                              .equals(event.getInvolvedObject().getUid());
                  case "PersistentVolumeClaim" ->
                      event.getInvolvedObject().getName().endsWith("-" + node);
                  case "StatefulSet" ->
                      pod.isEmpty() && set.equals(event.getInvolvedObject().getName());
                  default -> false;
                })
        .sorted(Comparator.comparing(Diagnosis::time).reversed())
        .toList();
  }

  static String text(Event event) {
    String message = event.getMessage() == null ? "" : event.getMessage().strip();
    return event.getReason() + ": " + message.replaceAll("\\s*\\n\\s*", " / ");
  }

  private static Instant time(Event event) {
    if (event.getLastTimestamp() != null) {
      return Instant.parse(event.getLastTimestamp());
    }
    return event.getEventTime() == null
        ? Instant.EPOCH
        : Instant.parse(event.getEventTime().getTime());
  }

  /** What its server ended with; remembered, since the next start has a log of its own. */
  Optional<ErrorLine> end(String node) {
    List<String> log = log(node);
    ends.put(node, log);
    return ErrorLine.in(log);
  }

  /** What the log of a running node says, if it is known what that means. */
  Optional<String> line(String node) {
    return ErrorLine.in(log(node))
        .filter(line -> !line.meaning().isEmpty())
        .map(ErrorLine::toString);
  }

  private WorkloadPlan workload(String node) {
    return plan.workloadOf(node);
  }

  private Optional<ServerPlan> server(String node) {
    return plan.servers().stream().filter(server -> server.name().equals(node)).findFirst();
  }

  private Optional<String> quorum(String node) {
    Optional<Endpoint> endpoint = server(node).flatMap(server -> access.server(server.id()));
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    try {
      ServerStatus status = FourLetterWord.status(endpoint.get(), ANSWER);
      return status.serves()
          ? Optional.empty()
          : Optional.of("no quorum: it answers '" + status.answer().strip() + "'");
    } catch (IOException e) {
      return Optional.of("it does not answer: " + e.getMessage());
    }
  }

  private List<String> log(String node) {
    return PodLog.tail(client, workload(node).identity().namespace(), node, LINES_READ);
  }
}
