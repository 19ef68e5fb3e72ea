package dev.slipway.kubernetes.internal.await;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.internal.pods.ErrorLine;
import dev.slipway.kubernetes.internal.pods.PodHealth;
import dev.slipway.kubernetes.internal.pods.PodWatch;
import dev.slipway.kubernetes.internal.pods.Refusal;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Waits for the pods of a plan; meanwhile tells what keeps one from serving as soon as it can be
 * seen, and gives up early at what waiting can't heal.
 */
public final class PodAwait {
  // A pod's place in a quota is free a little after the pod has gone; a policy that was just
  // mended takes as long to be known to every API server.
  private static final Duration REFUSED_FOR_GOOD = Duration.ofSeconds(8);
  // A healthy start is over by then.
  private static final Duration BETWEEN_LOOKS_AT_LOGS = Duration.ofSeconds(20);
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(1);

  private final ClusterPlan plan;
  private final PodWatch watch;
  private final ProgressTracker tracker;
  private final Diagnosis diagnosis;
  private final Map<String, String> told = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, Long> refusedSince = new HashMap<>();
  private long nextLook = System.nanoTime() + BETWEEN_LOOKS_AT_LOGS.toNanos();

  public PodAwait(ClusterPlan plan, PodWatch watch, ProgressTracker tracker, Diagnosis diagnosis) {
    this.plan = plan;
    this.watch = watch;
    this.tracker = tracker;
    this.diagnosis = diagnosis;
  }

  /** Every pod is there; one that does not serve may be so because it needs the restart to come. */
  public void servingOrRestartable(Set<String> toBeRestarted) {
    until(
        () -> {
          Map<String, Pod> pods = watch.pods();
          return PlanNames.nodes(plan).stream()
              .allMatch(
                  name -> pods.containsKey(name) && (serves(name) || toBeRestarted.contains(name)));
        },
        toBeRestarted);
  }

  /** Every pod serves. */
  public void serving() {
    until(() -> PlanNames.nodes(plan).stream().allMatch(this::serves), Set.of());
    tracker.tell("await", PlanNames.nodes(plan).size() + " pods serve");
  }

  /** The pod of a node serves, and is not the one of that uid. */
  public void servingAnew(String node, String uid) {
    until(
        () ->
            serves(node)
                && !Optional.ofNullable(watch.pods().get(node))
                    .map(pod -> pod.getMetadata().getUid().equals(uid))
                    .orElse(true),
        Set.of());
  }

  public boolean serves(String node) {
    Pod pod = watch.pods().get(node);
    return pod != null && PodHealth.isReady(pod);
  }

  private void until(BooleanSupplier condition, Set<String> excused) {
    boolean met;
    try {
      met =
          watch.await(
              tracker.left(),
              LOOK_AT_LEAST_EVERY,
              () -> {
                boolean done = condition.getAsBoolean();
                if (!done) {
                  look(excused);
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
      throw failure(" does not serve within " + tracker.limit().toSeconds() + " s");
    }
  }

  private void look(Set<String> excused) {
    Map<String, Pod> pods = watch.pods();
    boolean hopeless = false;
    for (String name : PlanNames.nodes(plan)) {
      Optional<Pod> pod = Optional.ofNullable(pods.get(name));
      Optional<PodHealth> health = pod.flatMap(PodHealth::of);
      health.ifPresent(now -> tell(name, now.reason()));
      boolean healsNot =
          health.map(PodHealth::hopeless).orElse(false)
              || pod.map(there -> endedForGood(name, there)).orElse(false)
              || refusedForGood(name, pod.isPresent());
      hopeless |= healsNot && !excused.contains(name);
    }
    if (hopeless) {
      throw failure(" can't serve");
    }
    if (System.nanoTime() - nextLook >= 0) {
      PlanNames.nodes(plan).stream()
          .filter(name -> !serves(name))
          .filter(name -> Optional.ofNullable(pods.get(name)).map(PodHealth::runs).orElse(false))
          .forEach(name -> diagnosis.line(name).ifPresent(line -> tell(name + " (log)", line)));
      nextLook = System.nanoTime() + BETWEEN_LOOKS_AT_LOGS.toNanos();
    }
  }

  private void tell(String name, String reason) {
    if (!reason.equals(told.put(name, reason))) {
      tracker.tell("await", name + ": " + reason);
    }
  }

  /** A server that ended has said why; each end is looked at once. */
  private boolean endedForGood(String name, Pod pod) {
    Optional<String> end = PodHealth.ended(pod);
    if (end.isEmpty() || !ended.add(end.get())) {
      return false;
    }
    Optional<ErrorLine> line = diagnosis.end(name);
    line.ifPresent(said -> tell(name, said.toString()));
    return line.map(ErrorLine::hopeless).orElse(false);
  }

  /** What a controller was refused, such as by a quota, and goes on to be refused. */
  private boolean refusedForGood(String name, boolean there) {
    List<Event> warnings =
        diagnosis.warnings(name).stream()
            .filter(watch::isNew)
            // A probe that fails is what every start begins with.
            .filter(event -> !"Unhealthy".equals(event.getReason()))
            .toList();
    if (warnings.isEmpty()) {
      return false;
    }
    String newest = Diagnosis.text(warnings.get(0));
    if (there) {
      refusedSince.remove(name);
      tell(name + " (warning)", newest);
      return false;
    }
    tell(name, Refusal.explained(newest));
    if (!Refusal.of(newest).lasting()) {
      refusedSince.remove(name);
      return false;
    }
    long now = System.nanoTime();
    long since = refusedSince.computeIfAbsent(name, first -> now);
    return now - since >= REFUSED_FOR_GOOD.toNanos();
  }

  private NotReadyException failure(String what) {
    return new NotReadyException(
        "Cluster '" + plan.name() + "'" + what,
        PlanNames.nodes(plan).stream().filter(name -> !serves(name)).map(diagnosis::of).toList());
  }
}
