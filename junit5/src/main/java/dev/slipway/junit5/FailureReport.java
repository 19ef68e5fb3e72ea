package dev.slipway.junit5;

import dev.slipway.core.target.ClusterNode;
import dev.slipway.core.target.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How a cluster was when a test failed.
 *
 * @param cluster its name
 * @param topology the plan as a page to read
 * @param verification what probes saw
 * @param nodes each node and what it was doing
 * @param logs the last lines of each node's log
 */
record FailureReport(
    String cluster,
    String topology,
    String verification,
    List<String> nodes,
    Map<String, List<String>> logs) {
  private static final System.Logger LOG = System.getLogger(FailureReport.class.getName());

  static FailureReport of(Deployment deployment) {
    Map<String, List<String>> logs = new LinkedHashMap<>();
    for (ClusterNode node : deployment.nodes()) {
      logs.put(node.name(), node.lastLogLines());
    }
    return new FailureReport(
        deployment.plan().name(),
        deployment.plan().describe(),
        verification(deployment),
        deployment.nodes().stream().map(node -> node.name() + " " + node.state()).toList(),
        logs);
  }

  private static String verification(Deployment deployment) {
    try {
      return deployment.verify().toString();
    } catch (RuntimeException e) {
      return "Verification failed: " + e;
    }
  }

  /** Adds it to the failure, where every console shows it, and to the test's files. */
  void attachTo(Throwable failure, ExtensionContext context) {
    failure.addSuppressed(new ClusterAtFailure(toString()));
    try {
      context.publishDirectory("slipway-" + cluster, this::writeTo);
    } catch (RuntimeException e) {
      // The suppressed exception has it all the same.
      LOG.log(System.Logger.Level.DEBUG, "The report was not published as files", e);
    }
  }

  private void writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve("topology.txt"), topology + "\n");
    Files.writeString(folder.resolve("verification.txt"), verification + "\n");
    for (Map.Entry<String, List<String>> log : logs.entrySet()) {
      Files.write(folder.resolve(log.getKey() + ".log"), log.getValue());
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Cluster '" + cluster + "' when the test failed");
    nodes.forEach(node -> text.append("\n  ").append(node));
    text.append('\n').append(topology.strip());
    text.append('\n').append(verification.strip());
    logs.forEach(
        (node, lines) -> {
          text.append("\nLast lines of ").append(node);
          lines.forEach(line -> text.append("\n  ").append(line));
        });
    return text.toString();
  }

  /** Says how the cluster was; has no stack trace, for nothing was thrown there. */
  static final class ClusterAtFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ClusterAtFailure(String message) {
      super(message, null, false, false);
    }
  }
}
