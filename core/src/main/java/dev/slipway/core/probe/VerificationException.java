package dev.slipway.core.probe;

import dev.slipway.core.problem.ProvisioningException;

/** A running cluster is not as it was planned. */
public final class VerificationException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  private final transient VerificationReport report;

  /** For a report with failures; the message is the report. */
  public VerificationException(VerificationReport report) {
    super(report.toString());
    this.report = report;
  }

  /** What all probes saw. */
  public VerificationReport report() {
    return report;
  }
}
