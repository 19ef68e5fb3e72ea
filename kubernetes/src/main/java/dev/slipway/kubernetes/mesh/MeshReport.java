package dev.slipway.kubernetes.mesh;

import dev.slipway.core.problem.Severity;
import dev.slipway.kubernetes.spi.MeshFinding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that was found at once.
 *
 * @param subject what was looked at, as in {@code mesh osm before the deployment}
 * @param findings what is wrong, errors first
 */
public record MeshReport(String subject, List<MeshFinding> findings) {
  /** Keeps a copy, errors first. */
  public MeshReport {
    findings =
        findings.stream().distinct().sorted(Comparator.comparing(MeshFinding::severity)).toList();
  }

  /** Whether nothing stops the deployment. */
  public boolean passed() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /**
   * This report, if nothing stops the deployment.
   *
   * @throws MeshException if something does; its message is the report
   */
  public MeshReport orThrow() {
    if (!passed()) {
      throw new MeshException(this);
    }
    return this;
  }

  /** The subject, and each finding with its fix. */
  @Override
  public String toString() {
    return subject
        + (findings.isEmpty()
            ? ": nothing is wrong"
            : " ("
                + (findings.size() == 1 ? "1 finding" : findings.size() + " findings")
                + ")\n"
                + findings.stream()
                    .map(finding -> "  - " + finding)
                    .collect(Collectors.joining("\n")));
  }
}
