package dev.slipway.core.problem;

import java.util.List;
import java.util.stream.Collectors;

/** A cluster, or a node of it, did not come up or did not do what it was told. */
public final class NotReadyException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  private final transient List<NodeFailure> failures;

  /**
   * For a cluster.
   *
   * @param what what did not happen, as in {@code Cluster 'orders' did not start within 60 s}
   * @param failures what is known of each node concerned
   */
  public NotReadyException(String what, List<NodeFailure> failures) {
    super(
        what + failures.stream().map(failure -> "\n  - " + failure).collect(Collectors.joining()));
    this.failures = List.copyOf(failures);
  }

  /** As above, with what caused it. */
  public NotReadyException(String what, List<NodeFailure> failures, Throwable cause) {
    this(what, failures);
    initCause(cause);
  }

  /** What is known of each node concerned. */
  public List<NodeFailure> failures() {
    return failures;
  }

  /**
   * Why a node is not as it should be.
   *
   * @param node the node's name
   * @param reason why, as far as it is known
   * @param log where its log is
   * @param lastLines the last lines of its log
   */
  public record NodeFailure(String node, String reason, String log, List<String> lastLines) {
    /** Keeps a copy. */
    public NodeFailure {
      lastLines = List.copyOf(lastLines);
    }

    @Override
    public String toString() {
      return node
          + ": "
          + reason
          + "\n    log: "
          + log
          + lastLines.stream().map(line -> "\n      " + line).collect(Collectors.joining());
    }
  }
}
