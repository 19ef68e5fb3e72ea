package dev.slipway.kubernetes.render;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/**
 * When a node has started and is ready, asked without starting a JVM.
 *
 * <p>No probe ends a node: one that recovers its log, or a server that waits for its quorum, would
 * only begin anew. There is no liveness probe, and the startup probe's patience is a day. A JVM
 * that can't go on ends by itself; whoever launched the cluster is told what a node waits for.
 */
final class Probes {
  private static final int STARTUP_PERIOD_SECONDS = 1;
  private static final int STARTUP_FAILURES = 86_400;
  private static final int READINESS_PERIOD_SECONDS = 2;
  private static final int READINESS_FAILURES = 3;
  private static final int TIMEOUT_SECONDS = 5;

  private final String command;

  Probes(String command) {
    this.command = command;
  }

  Probe startup() {
    return probe(STARTUP_PERIOD_SECONDS, STARTUP_FAILURES);
  }

  Probe readiness() {
    return probe(READINESS_PERIOD_SECONDS, READINESS_FAILURES);
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
