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
 * @param quorumOnAllAddresses whether ZooKeeper binds its quorum ports to all addresses because the
 *     sidecar would not reach the pod's own
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
