package dev.slipway.kubernetes.mesh;

import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.Party;
import dev.slipway.core.plan.TrafficEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Edges of the traffic graph that one policy can say: each of these identities may open each of
 * these ports.
 *
 * @param role whose ports
 * @param purpose what for, in a word that ends the policy's name, such as {@code clients}
 * @param ports the ports, in order
 * @param sources the identities, in order; empty if anybody may, with or without an identity
 */
public record Admission(
    NodeRole role, String purpose, List<Integer> ports, List<ServiceAccount> sources) {
  private static final Comparator<ServiceAccount> BY_NAME =
      Comparator.comparing(ServiceAccount::toString);

  // The kubelet's probes and forwarded ports arrive at the loopback, which no sidecar guards.
  private static final Set<TrafficEdge.Reason> PAST_THE_MESH = Set.of(TrafficEdge.Reason.PROBE);

  /** Keeps copies. */
  public Admission {
    ports = List.copyOf(ports);
    sources = List.copyOf(sources);
  }

  /** Whether strangers are admitted, as to a listener for outsiders. */
  public boolean ofAnybody() {
    return sources.isEmpty();
  }

  /** The admissions of a graph: all its edges to launched nodes, each in exactly one. */
  public static List<Admission> of(List<TrafficEdge> traffic) {
    Map<Group, Map<Integer, Set<ServiceAccount>>> groups = new LinkedHashMap<>();
    for (TrafficEdge edge : traffic) {
      if (edge.to() instanceof Party.Nodes nodes && !PAST_THE_MESH.contains(edge.reason())) {
        Set<ServiceAccount> sources =
            groups
                .computeIfAbsent(
                    new Group(nodes.role(), purpose(edge.reason())), any -> new TreeMap<>())
                .computeIfAbsent(edge.port(), any -> new TreeSet<>(BY_NAME));
        if (edge.from() instanceof Party.Nodes from) {
          sources.add(from.identity());
        } else if (edge.from() instanceof Party.Peer from) {
          sources.add(from.identity());
        }
      }
    }
    List<Admission> admissions = new ArrayList<>();
    groups.forEach((group, sources) -> admissions.addAll(products(group, sources)));
    return admissions;
  }

  /** One admission for all ports that the same sources may open. */
  private static List<Admission> products(
      Group group, Map<Integer, Set<ServiceAccount>> sourcesOfPorts) {
    Map<Set<ServiceAccount>, List<Integer>> ports = new LinkedHashMap<>();
    sourcesOfPorts.forEach(
        (port, sources) -> ports.computeIfAbsent(sources, any -> new ArrayList<>()).add(port));
    List<Admission> admissions = new ArrayList<>();
    ports.forEach(
        (sources, numbers) ->
            admissions.add(
                new Admission(
                    group.role,
                    ports.size() == 1 ? group.purpose : group.purpose + "-" + numbers.get(0),
                    numbers,
                    List.copyOf(sources))));
    return admissions;
  }

  private static String purpose(TrafficEdge.Reason reason) {
    return switch (reason) {
      case PEER, ELECTION -> "peers";
      case CLIENT -> "clients";
      case INTER_BROKER -> "internal";
      case PROBE -> "probes";
      case EXTERNAL -> "external";
    };
  }

  private record Group(NodeRole role, String purpose) {}
}
