package dev.slipway.kubernetes.change;

import dev.slipway.kubernetes.change.Changes.Change;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of a change. Steps are carried out in the order of their kinds; each finds what of it is
 * done, so that an interrupted change goes on with the first that is not.
 *
 * @param kind what is done
 * @param subject to what, as in {@code brokers}
 * @param changes the single changes, with reasons; a crossing has none before it begins
 */
public record Step(Kind kind, String subject, List<Change> changes) {
  /** Keeps a copy. */
  public Step {
    changes = List.copyOf(changes);
  }

  /** What is done to what, in a few words. */
  public String title() {
    return subject.isEmpty() ? kind.does : kind.does + " " + subject;
  }

  /** The title with its risk, then a line for each change. */
  @Override
  public String toString() {
    return title()
        + " ("
        + kind.risk
        + ")"
        + changes.stream().map(change -> "\n  " + change).collect(Collectors.joining());
  }

  /** What a step can be, in the order in which steps are carried out. */
  public enum Kind {
    /** Namespaces are made, before anything in them. */
    NAMESPACES("make namespaces", "touches nothing that runs"),
    /** Policies that admit both sides, before the first pod changes sides. */
    CROSS(
        "admit members and others of", "until its policies are in force, neither side is kept out"),
    /** Services, whose ports brokers advertise. */
    SERVICES("apply Services", "touches no pod; a port that changes is lost to its clients"),
    /** Configuration, accounts, policies: all but what runs. */
    OBJECTS("apply objects", "pods take them up when they are restarted"),
    /** StatefulSets, whose pods are restarted by later steps only. */
    WORKLOADS("apply StatefulSets", "makes pods that are missing, restarts none"),
    /** Pods of one kind, one at a time behind the gates of quorum and replicas. */
    RESTART("restart", "one at a time, as long as the others can spare it"),
    /** Policies of the mesh, once every pod has changed sides. */
    POLICIES("put policies in force of", "keeps out who is not a member"),
    /** What is not asked for any more; never what holds data. */
    REMOVE("remove leftovers", "holds no data");

    private final String does;
    private final String risk;

    Kind(String does, String risk) {
      this.does = does;
      this.risk = risk;
    }

    /** What a cluster in use has to bear. */
    public String risk() {
      return risk;
    }
  }
}
