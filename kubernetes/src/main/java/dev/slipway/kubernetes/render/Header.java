package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.TopicPlan;
import dev.slipway.kubernetes.manifest.ServerVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the reader of manifests is to know: what applying them leaves undone. */
final class Header {
  private Header() {}

  static List<String> of(ClusterPlan plan, ServerVersion version) {
    List<String> lines = new ArrayList<>();
    lines.add("Cluster '" + plan.name() + "', rendered by Slipway for Kubernetes " + version + ".");
    lines.add("Apply with: kubectl apply --server-side -f <this>");
    lines.add("");
    lines.add("What Slipway's deploy does beyond applying these objects:");
    lines.add(
        "- It reads the NodePorts that the API server assigned before any broker starts, since"
            + " brokers advertise them.");
    lines.add(
        "- It restarts pods after a change, one at a time, and waits for quorum and in-sync"
            + " replicas in between: updateStrategy is OnDelete, so nothing else does.");
    lines.add("- It creates the topics" + topics(plan) + ".");
    lines.add("- It removes objects that are no longer part of the cluster.");
    lines.add("- It verifies that the cluster works, through every listener.");
    incomplete(plan, lines);
    return lines;
  }

  private static String topics(ClusterPlan plan) {
    return plan.topics().isEmpty()
        ? ""
        : ": " + plan.topics().stream().map(TopicPlan::name).collect(Collectors.joining(", "));
  }

  private static void incomplete(ClusterPlan plan, List<String> lines) {
    List<String> services =
        plan.brokers().stream()
            .flatMap(broker -> broker.listeners().stream())
            .flatMap(endpoints -> endpoints.advertised().awaitedService().stream())
            .toList();
    if (!services.isEmpty()) {
      lines.add("");
      lines.add(
          "INCOMPLETE: no NodePort is known of the Services " + String.join(", ", services) + ".");
      lines.add(
          "Brokers refuse to start with this configuration. Fix the ports, as in"
              + " nodePortPerBroker().from(30093), or let Slipway deploy.");
    }
  }
}
