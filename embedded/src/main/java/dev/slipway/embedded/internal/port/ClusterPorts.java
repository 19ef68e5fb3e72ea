package dev.slipway.embedded.internal.port;

import dev.slipway.core.facts.ListenerNeeds;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.core.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The ports of one cluster: those that its specification names, and those that are chosen. */
public final class ClusterPorts {
  private final ClusterSpec spec;
  private final PortReservations ports;
  private final Set<Integer> named;

  /** Ports that were to be any, and are by chance among the named ones. */
  private final Set<Integer> heldByChance = new TreeSet<>();

  public ClusterPorts(ClusterSpec spec, PortReservations ports) {
    this.spec = spec;
    this.ports = ports;
    this.named = ListenerNeeds.of(spec).namedPorts();
  }

  /** Ports that the specification leaves to be chosen, none of which it names elsewhere. */
  public List<Integer> choose() {
    List<Integer> chosen = new ArrayList<>();
    int needed = LoopbackFacts.portsNeeded(spec);
    while (chosen.size() < needed) {
      int port = ports.any();
      if (named.contains(port)) {
        heldByChance.add(port);
      } else {
        chosen.add(port);
      }
    }
    return chosen;
  }

  /**
   * Reserves the ports that the specification names.
   *
   * @throws InvalidPlanException if some are taken; it names all of them
   */
  public void reserveNamed() {
    List<Problem> taken = new ArrayList<>();
    for (int port : named) {
      if (heldByChance.contains(port)) {
        continue;
      }
      try {
        ports.exactly(port);
      } catch (PortTakenException e) {
        taken.add(
            new Problem(
                ProblemCode.PORT_TAKEN,
                Severity.ERROR,
                "listeners.exposure.from",
                Integer.toString(port),
                "a port that nobody on this machine has",
                "begin elsewhere, leave the port out, or end who has it"));
      }
    }
    if (!taken.isEmpty()) {
      throw new InvalidPlanException(spec.name(), "embedded", taken);
    }
  }
}
