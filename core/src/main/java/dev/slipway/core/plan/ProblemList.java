package dev.slipway.core.plan;

import dev.slipway.core.model.Secrets;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.core.problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all that is wrong, so that it is reported at once. */
final class ProblemList {
  private final Set<Problem> problems = new LinkedHashSet<>();

  void error(ProblemCode code, String place, Object value, String expectation, String fix) {
    add(Severity.ERROR, code, place, value, expectation, fix);
  }

  void warning(ProblemCode code, String place, Object value, String expectation, String fix) {
    add(Severity.WARNING, code, place, value, expectation, fix);
  }

  void add(
      Severity severity,
      ProblemCode code,
      String place,
      Object value,
      String expectation,
      String fix) {
    problems.add(
        new Problem(
            code,
            severity,
            place,
            quoted(Secrets.masked(place, value.toString())),
            expectation,
            fix));
  }

  // A blank or padded value would be invisible in the text.
  private static String quoted(String value) {
    return value.isBlank() || !value.equals(value.strip()) ? "'" + value + "'" : value;
  }

  /** Errors first, then in the order in which they were found. */
  List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparing(Problem::severity));
    return sorted;
  }

  void throwIfErrors(String cluster, String target) {
    if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
      throw new InvalidPlanException(cluster, target, sorted());
    }
  }
}
