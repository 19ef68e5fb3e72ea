package dev.slipway.kubernetes.change;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What has to be done to a cluster, and why.
 *
 * @param steps in the order in which they are carried out
 */
public record Changes(List<Step> steps) {
  /** Keeps a copy. */
  public Changes {
    steps = List.copyOf(steps);
  }

  /** One for each object that is not as it should be. */
  public List<Change> changes() {
    return steps.stream().flatMap(step -> step.changes().stream()).toList();
  }

  /** Whether nothing has to be done. */
  public boolean none() {
    return steps.isEmpty();
  }

  /** The steps, each with its risk and a line for each of its changes. */
  @Override
  public String toString() {
    return none()
        ? "nothing to change"
        : steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }

  /**
   * One thing to be done.
   *
   * @param action what
   * @param object to which object
   * @param why for which reason
   */
  public record Change(Action action, String object, String why) {
    @Override
    public String toString() {
      return action.word + " " + object + ": " + why;
    }
  }

  /** What can be done to an object. */
  public enum Action {
    /** It is not there. */
    CREATE("create"),
    /** It is there, but differs. */
    PATCH("patch"),
    /** It is there, but not wanted any more. */
    REMOVE("remove"),
    /** A pod that was made with another template or configuration. */
    RESTART("restart"),
    /**
     * A deployment refuses: it is there and belongs to somebody else, or it asks for a NodePort
     * that the API server does not allot.
     */
    REFUSE("refuse");

    private final String word;

    Action(String word) {
      this.word = word;
    }
  }
}
