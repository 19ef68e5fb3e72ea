package dev.slipway.embedded.internal.process;

import dev.slipway.core.problem.NotReadyException;
import java.nio.file.Path;
import java.util.List;

/** A node did not start, did not stop, or ended unasked; with what its log said last. */
public final class NodeFailure extends RuntimeException {

  private final String nodeId;
  private final String reason;
  private final Path log;
  private final List<String> lastLines;

  NodeFailure(String nodeId, String reason, Path log) {
    this(nodeId, reason, log, LogTail.of(log));
  }

  private NodeFailure(String nodeId, String reason, Path log, List<String> lastLines) {
    super(
        "%s: %s%nlast lines of %s:%n%s"
            .formatted(nodeId, reason, log, String.join(System.lineSeparator(), lastLines)));
    this.nodeId = nodeId;
    this.reason = reason;
    this.log = log;
    this.lastLines = lastLines;
  }

  /** The failure as the user is told of it. */
  public NotReadyException.NodeFailure told() {
    return new NotReadyException.NodeFailure(nodeId, reason, log.toString(), lastLines);
  }

  /** The node, or the child JVM if it is not about a single node. */
  public String nodeId() {
    return nodeId;
  }

  public String reason() {
    return reason;
  }

  Path log() {
    return log;
  }

  List<String> lastLines() {
    return lastLines;
  }
}
