package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.Addresses.ServerDoor;
import java.util.ArrayList;
import java.util.List;

/** Decides the workloads: names, identities and every port. */
final class WorkloadPlanner {
  /** The user of the official images of Kafka and ZooKeeper. */
  static final int UID = 1_000;

  private final Inputs inputs;
  private final List<ListenerPlan> listeners;

  WorkloadPlanner(Inputs inputs, List<ListenerPlan> listeners) {
    this.inputs = inputs;
    this.listeners = listeners;
  }

  List<WorkloadPlan> workloads() {
    List<WorkloadPlan> workloads = new ArrayList<>();
    inputs
        .zookeeper()
        .ifPresent(
            zookeeper ->
                workloads.add(
                    workload(
                        NodeRole.ZOOKEEPER, zookeeper.servers(), serverPorts(), image(zookeeper))));
    workloads.add(
        workload(
            NodeRole.BROKER,
            inputs.brokers(),
            brokerPorts(),
            inputs
                .spec()
                .kafka()
                .image()
                .orElse("apache/kafka:" + inputs.spec().kafka().version())));
    return workloads;
  }

  private WorkloadPlan workload(NodeRole role, int replicas, List<PortPlan> ports, String image) {
    return new WorkloadPlan(
        role,
        inputs.names().workload(role),
        inputs.names().clientService(role),
        inputs.names().identity(role),
        UID,
        replicas,
        ports,
        image);
  }

  private static String image(ZooKeeperSpec zookeeper) {
    return zookeeper.image().orElse("zookeeper:" + zookeeper.version());
  }

  private List<PortPlan> serverPorts() {
    List<PortPlan> ports = new ArrayList<>();
    if (inputs.facts() instanceof KubernetesFacts) {
      ports.add(new PortPlan("tcp-client", ServerDoor.CLIENT.port(), "brokers and probes"));
      ports.add(new PortPlan("tcp-peer", ServerDoor.PEER.port(), "followers of the leader"));
      ports.add(new PortPlan("tcp-election", ServerDoor.ELECTION.port(), "leader election"));
    }
    return ports;
  }

  private List<PortPlan> brokerPorts() {
    List<PortPlan> ports = new ArrayList<>();
    if (inputs.facts() instanceof KubernetesFacts) {
      for (ListenerPlan listener : listeners) {
        ports.add(
            new PortPlan("tcp-" + listener.name(), listener.port(), listener.audience().words()));
      }
    }
    return ports;
  }
}
