package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.facts.PortRange;
import java.util.Optional;

/**
 * What the user says of the Kubernetes cluster.
 *
 * @param clusterDomain the domain of its DNS names; empty if it is to be found out
 * @param nodePorts where its API server allots NodePorts; empty if the server is to judge
 */
public record Platform(Optional<String> clusterDomain, Optional<PortRange> nodePorts) {
  /** Nothing is said. */
  public static final Platform UNKNOWN = new Platform(Optional.empty(), Optional.empty());
}
