package dev.slipway.kubernetes.spi;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.problem.Severity;

/**
 * One thing that is wrong with a cluster in a mesh, or with the mesh.
 *
 * @param code which kind of finding it is
 * @param severity whether it stops the deployment
 * @param place the object and the place in it, as in {@code Service kafka/kafka-broker.spec.ports}
 * @param value what was found
 * @param expectation what was expected instead
 * @param fix what to do
 */
public record MeshFinding(
    MeshCode code, Severity severity, String place, String value, String expectation, String fix) {
  /** A finding that stops a deployment. */
  public static MeshFinding error(
      MeshCode code, String place, Object value, String expectation, String fix) {
    return new MeshFinding(code, Severity.ERROR, place, value.toString(), expectation, fix);
  }

  /** A finding that a deployment goes on with. */
  public static MeshFinding warning(
      MeshCode code, String place, Object value, String expectation, String fix) {
    return new MeshFinding(code, Severity.WARNING, place, value.toString(), expectation, fix);
  }

  /** The same, but a deployment goes on with it. */
  @CheckReturnValue
  public MeshFinding asWarning() {
    return new MeshFinding(code, Severity.WARNING, place, value, expectation, fix);
  }

  /** {@code [MESH-005] place: value (expected: …)} and the fix on a line of its own. */
  @Override
  public String toString() {
    return "["
        + code.id()
        + "] "
        + (severity == Severity.WARNING ? "warning: " : "")
        + place
        + ": "
        + value
        + " (expected: "
        + expectation
        + ")\n      fix: "
        + fix;
  }
}
