package dev.slipway.core.plan;

import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import java.util.List;

/**
 * How the cluster keeps the mesh's rules.
 *
 * @param mesh the mesh
 * @param rules its rules
 * @param excludedPorts ports of the brokers that are taken out of the mesh
 * @param permissivePorts ports of the brokers on which the sidecar accepts plaintext
 * @param quorumOnAllAddresses whether ZooKeeper binds its quorum ports to all addresses of the pod,
 *     so that it does not matter to which of them the sidecar delivers
 */
public record MeshPlan(
    MeshSpec mesh,
    MeshRules rules,
    List<Integer> excludedPorts,
    List<Integer> permissivePorts,
    boolean quorumOnAllAddresses) {
  /** Keeps copies. */
  public MeshPlan {
    excludedPorts = List.copyOf(excludedPorts);
    permissivePorts = List.copyOf(permissivePorts);
  }
}
