package dev.slipway.core.plan;

import dev.slipway.core.model.NodeSpec;
import dev.slipway.core.model.ServiceAccount;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of one kind as one workload.
 *
 * @param role their kind
 * @param name the name of their StatefulSet and of its headless Service
 * @param clientService the name of the Service that clients inside the cluster start from
 * @param identity the ServiceAccount under which they run
 * @param uid the user id under which they run
 * @param asked what was asked for them
 * @param nodes each of them, by ordinal
 * @param fewest how many must run for one of them to serve
 * @param ports every port of each
 * @param image the container image
 */
public record WorkloadPlan(
    NodeRole role,
    String name,
    String clientService,
    ServiceAccount identity,
    int uid,
    NodeSpec asked,
    List<NodePlan> nodes,
    int fewest,
    List<PortPlan> ports,
    String image) {
  /** Keeps copies. */
  public WorkloadPlan {
    nodes = List.copyOf(nodes);
    ports = List.copyOf(ports);
  }

  /** How many there are. */
  public int replicas() {
    return nodes.size();
  }

  /** The port of this name, if there is one. */
  public Optional<PortPlan> port(String portName) {
    return ports.stream().filter(port -> port.name().equals(portName)).findFirst();
  }
}
