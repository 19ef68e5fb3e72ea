package dev.slipway.core.plan;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import java.util.List;
import java.util.Set;

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
  /** Keeps copies. */
  public MeshPlan {
    excludedPorts = List.copyOf(excludedPorts);
    permissivePorts = List.copyOf(permissivePorts);
    servedKinds = Set.copyOf(servedKinds);
  }

  /** Whether the API server is known to lack a kind. */
  public boolean lacks(ServedKind kind) {
    return !servedKinds.isEmpty() && !servedKinds.contains(kind);
  }
}
