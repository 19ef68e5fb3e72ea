package dev.slipway.it.kubernetes;

import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.target.Deployment;
import java.time.Duration;

/** A cluster that works again, a while after something was done to it. */
final class Verified {
  private Verified() {}

  static void within(Duration limit, Deployment cluster) {
    long end = System.nanoTime() + limit.toNanos();
    VerificationReport report = cluster.verify();
    while (!report.passed() && System.nanoTime() < end) {
      report = cluster.verify();
    }
    report.orThrow();
  }
}
