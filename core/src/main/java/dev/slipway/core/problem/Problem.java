package dev.slipway.core.problem;

/**
 * One thing that is wrong.
 *
 * @param code which kind of problem it is
 * @param severity whether it stops the plan
 * @param place where in the specification, as in {@code kafka.settings[log.dirs]}
 * @param value the offending value; a secret is masked
 * @param expectation what was expected instead
 * @param fix what to write instead
 */
public record Problem(
    ProblemCode code,
    Severity severity,
    String place,
    String value,
    String expectation,
    String fix) {

  /** {@code [PLAN-004] place: value (expected: …)} and the fix on a line of its own. */
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
