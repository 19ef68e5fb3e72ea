package dev.slipway.kubernetes.mesh;

import dev.slipway.core.problem.ProvisioningException;

/** A mesh is not there or not as it must be, or a cluster did not become part of it. */
public final class MeshException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  private final transient MeshReport report;

  /** For a report with errors; the message is the report. */
  public MeshException(MeshReport report) {
    super(report.toString());
    this.report = report;
  }

  /** All that was found. */
  public MeshReport report() {
    return report;
  }
}
