package dev.slipway.kubernetes.render;

import dev.slipway.kubernetes.manifest.ServerVersion;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * When a node has started and is ready, asked without starting a JVM.
 *
 * <p>Each probe is a process that asks on and on until the node serves or its patience ends. So one
 * is told of a fifth of a second later, while the kubelet, to which starting a process in a
 * container is expensive, starts few.
 *
 * <p>No probe ends a node: one that recovers its log, or a server that waits for its quorum, would
 * only begin anew. There is no liveness probe, and the startup probe's patience is at least a day.
 * A JVM that can't go on ends by itself; whoever launched the cluster is told what a node waits
 * for.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/issues/82440">what commands as probes cost
 *     </a>
 */
final class Probes {
  private static final int PATIENCE_SECONDS = 5;
  // A command ends by itself within ten; one that is slow to start says nothing about its node.
  private static final int TIMEOUT_SECONDS = 30;
  private static final int STARTUP_PERIOD_SECONDS = 1;
  private static final int STARTUP_FAILURES = 86_400;
  private static final int READINESS_PERIOD_SECONDS = 10;

  private final String command;
  private final boolean asksForReadinessAtOnce;

  /**
   * Probes of a node.
   *
   * @param question as {@link Program#question} gives it
   */
  Probes(String question, ServerVersion version) {
    // SECONDS grows with the clock's own seconds, so its first may be short: hence one more.
    this.command =
        "ask() { "
            + question
            + "; }; until ask 2>/dev/null; do ((SECONDS <= "
            + PATIENCE_SECONDS
            + ")) || { echo \"$why\"; exit 1; }; sleep 0.2; done";
    this.asksForReadinessAtOnce = version.atLeast(1, 22);
  }

  /**
   * None before Kubernetes 1.22: there the kubelet asks for readiness up to a period after the
   * startup probe has succeeded, and nothing but readiness waits for it.
   *
   * @see <a href="https://github.com/kubernetes/kubernetes/pull/101738">where that ends</a>
   */
  @Nullable Probe startup() {
    return asksForReadinessAtOnce ? probe(STARTUP_PERIOD_SECONDS, STARTUP_FAILURES) : null;
  }

  /** Without a startup probe before it, the next command begins when one ends. */
  Probe readiness() {
    return probe(asksForReadinessAtOnce ? READINESS_PERIOD_SECONDS : PATIENCE_SECONDS, 1);
  }

  private Probe probe(int period, int failures) {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand("bash", "-c", command)
        .endExec()
        .withPeriodSeconds(period)
        .withFailureThreshold(failures)
        .withTimeoutSeconds(TIMEOUT_SECONDS)
        .build();
  }
}
