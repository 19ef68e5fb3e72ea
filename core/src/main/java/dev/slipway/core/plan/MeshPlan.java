package dev.slipway.core.plan;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the cluster keeps the mesh's rules.
 *
 * @param mesh the mesh
 * @param rules its rules
 * @param excludedPorts ports of the brokers that are taken out of the mesh
 * @param permissivePorts ports of the brokers on which the sidecar accepts plaintext
 * @param quorumOnAllAddresses whether ZooKeeper binds its quorum ports to all addresses of the pod,
 *     so that it does not matter to which of them the sidecar delivers
 * @param servedKinds the kinds that the API server serves, of those that the mesh can be rendered
 *     with; empty if that is not known
 */
public record MeshPlan(
    MeshSpec mesh,
    MeshRules rules,
    List<Integer> excludedPorts,
    List<Integer> permissivePorts,
    boolean quorumOnAllAddresses,
    Set<ServedKind> servedKinds) {
  /** Keeps copies, in order. */
  public MeshPlan {
    excludedPorts = List.copyOf(excludedPorts);
    permissivePorts = List.copyOf(permissivePorts);
    Set<ServedKind> inOrder = new TreeSet<>(Comparator.comparing(ServedKind::toString));
    inOrder.addAll(servedKinds);
    servedKinds = Collections.unmodifiableSet(new LinkedHashSet<>(inOrder));
  }

  /** Whether the API server is known to lack a kind. */
  public boolean lacks(ServedKind kind) {
    return !servedKinds.isEmpty() && !servedKinds.contains(kind);
  }
}
