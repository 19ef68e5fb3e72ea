package dev.slipway.kubernetes.render;

import dev.slipway.kubernetes.ServerVersion;
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
 * only begin anew. There is no liveness probe, and the startup probe's patience is a day. A JVM
 * that can't go on ends by itself; whoever launched the cluster is told what a node waits for.
 *
 * @see <a href="https://github.com/kubernetes/kubernetes/issues/82440">what commands as probes cost
 *     </a>
 */
final class Probes {
  private static final int PATIENCE_SECONDS = 5;
  // A last question begun just in time, with its own patience, and a slow start of the process.
  private static final int TIMEOUT_SECONDS = 2 * PATIENCE_SECONDS;
  private static final int STARTUP_PERIOD_SECONDS = 1;
  private static final int STARTUP_FAILURES = 86_400 / PATIENCE_SECONDS;
  private static final int READINESS_PERIOD_SECONDS = 10;

  private final String command;
  private final boolean startedMeansAskedAtOnce;

  /**
   * Probes of a node.
   *
   * @param question a command of bash that succeeds if the node serves and tells why it does not
   */
  Probes(String question, ServerVersion version) {
    this.command =
        "while ! answer=$(exec 2>&1; "
            + question
            + "); do ((SECONDS < "
            + PATIENCE_SECONDS
            + ")) || { echo \"$answer\"; exit 1; }; sleep 0.2; done";
    this.startedMeansAskedAtOnce = version.atLeast(1, 22);
  }

  /**
   * None where readiness would be asked for only up to a period after it has succeeded, which is
   * before Kubernetes 1.22: nothing but the readiness probe waits for it.
   *
   * @see <a href="https://github.com/kubernetes/kubernetes/pull/101738">readiness is asked for at
   *     once</a>
   */
  @Nullable Probe startup() {
    return startedMeansAskedAtOnce ? probe(STARTUP_PERIOD_SECONDS, STARTUP_FAILURES) : null;
  }

  /** Without a startup probe before it, there is no pause in which nobody asks. */
  Probe readiness() {
    return probe(startedMeansAskedAtOnce ? READINESS_PERIOD_SECONDS : PATIENCE_SECONDS, 1);
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
