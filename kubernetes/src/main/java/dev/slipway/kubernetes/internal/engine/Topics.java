package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The topics that were asked for, made once every broker is registered. */
final class Topics {
  private static final Duration PROBES = Duration.ofSeconds(5);
  private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(200);

  private final KubernetesAccess access;
  private final ClusterPlan plan;
  private final ProgressTracker tracker;

  Topics(KubernetesAccess access, ProgressTracker tracker) {
    this.access = access;
    this.plan = access.plan();
    this.tracker = tracker;
  }

  /** Returns when every broker is registered and every topic is there. */
  void ensure() {
    try (ClusterAdmin admin = access.admin()) {
      awaitBrokers(plan.name(), plan.brokers().size(), admin, tracker);
      admin.prepareProbes(plan.brokers().size(), PROBES);
      if (!plan.topics().isEmpty()) {
        admin.ensureTopics(plan.topics(), tracker.left());
        tracker.tell("topics", plan.topics().size() + " topics are there");
      }
    } catch (IllegalStateException e) {
      throw new NotReadyException("Cluster '" + plan.name() + "': " + e.getMessage(), List.of(), e);
    }
  }

  static void awaitBrokers(
      String cluster, int brokers, ClusterAdmin admin, ProgressTracker tracker) {
    Optional<String> reason = admin.whyNotComplete(brokers);
    while (reason.isPresent()) {
      if (tracker.left().isZero() || Thread.currentThread().isInterrupted()) {
        throw new NotReadyException(
            "Cluster '"
                + cluster
                + "': not every broker is registered within "
                + tracker.limit().toSeconds()
                + " s: "
                + reason.get(),
            List.of());
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
      reason = admin.whyNotComplete(brokers);
    }
    tracker.tell("await", brokers + " brokers are registered");
  }
}
