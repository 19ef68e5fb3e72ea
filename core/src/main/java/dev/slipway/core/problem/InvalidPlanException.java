package dev.slipway.core.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A specification can't be planned; holds all that is wrong with it, warnings included. */
public final class InvalidPlanException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** For the problems of one specification. */
  public InvalidPlanException(String cluster, String target, List<Problem> problems) {
    super(
        "Cluster '"
            + cluster
            + "' can't be planned for target '"
            + target
            + "' ("
            + (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
            + ")\n"
            + problems.stream().map(problem -> "  - " + problem).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, errors first. */
  public List<Problem> problems() {
    return problems;
  }
}
