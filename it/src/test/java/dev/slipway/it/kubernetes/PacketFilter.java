package dev.slipway.it.kubernetes;

import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.Party;
import dev.slipway.core.plan.TrafficEdge;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Admits between pods just what edges of a traffic graph say, by iptables on every machine. What
 * the machines and the world outside open is let be.
 */
final class PacketFilter implements AutoCloseable {
  private static final String CHAIN = "SLIPWAY-GRAPH";
  private static final String NEXT = CHAIN + "-NEXT";

  private final NodeShell machines;

  PacketFilter(NodeShell machines) {
    this.machines = machines;
  }

  /** Between these pods, in place of what was admitted before; open connections are cut too. */
  void admit(Collection<TrafficEdge> edges, Collection<Pod> pods) {
    StringBuilder rules = new StringBuilder();
    rules.append("iptables -N %s%n".formatted(NEXT));
    for (TrafficEdge edge : edges) {
      String from = addresses(pods, pod -> isOf(edge.from(), pod));
      String to = addresses(pods, pod -> isOf(edge.to(), pod));
      if (!from.isEmpty() && !to.isEmpty()) {
        rules.append(
            "iptables -A %s -p tcp -s %s -d %s --dport %d -j ACCEPT%n"
                .formatted(NEXT, from, to, edge.port()));
        rules.append(
            "iptables -A %s -p tcp -s %s --sport %d -d %s -j ACCEPT%n"
                .formatted(NEXT, to, edge.port(), from));
      }
    }
    String all = addresses(pods, pod -> true);
    rules.append("iptables -A %s -p tcp -s %s -d %s -j DROP%n".formatted(NEXT, all, all));
    rules.append("iptables -I FORWARD -j %s%n".formatted(NEXT));
    rules.append(end());
    rules.append("iptables -E %s %s%n".formatted(NEXT, CHAIN));
    machines.run(rules.toString());
  }

  private static String end() {
    return """
        while iptables -D FORWARD -j CHAIN 2>/dev/null; do :; done
        if iptables -F CHAIN 2>/dev/null; then iptables -X CHAIN; fi
        """
        .replace("CHAIN", CHAIN);
  }

  /** Whether a pod is of a party; machines and the world outside are of none. */
  static boolean isOf(Party party, Pod pod) {
    ServiceAccount account =
        new ServiceAccount(pod.getSpec().getServiceAccountName(), pod.getMetadata().getNamespace());
    return (party instanceof Party.Nodes nodes && nodes.identity().equals(account))
        || (party instanceof Party.Peer peer && peer.identity().equals(account));
  }

  private static String addresses(Collection<Pod> pods, Predicate<Pod> which) {
    return pods.stream()
        .filter(which)
        .map(pod -> pod.getStatus().getPodIP())
        .collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    machines.run(end());
  }
}
