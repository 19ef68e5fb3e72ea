package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import java.util.List;
import java.util.stream.Stream;

/** Decides the workloads: names, identities and every port. */
final class WorkloadPlanner {
  /** The user of the official images of Kafka and ZooKeeper. */
  static final int UID = 1_000;

  private final Inputs inputs;
  private final List<ListenerPlan> listeners;
  private final Quorum quorum;
  private final List<BrokerPlan> brokers;

  WorkloadPlanner(
      Inputs inputs, List<ListenerPlan> listeners, Quorum quorum, List<BrokerPlan> brokers) {
    this.inputs = inputs;
    this.listeners = listeners;
    this.quorum = quorum;
    this.brokers = brokers;
  }

  /** Those whom others need come first. */
  List<WorkloadPlan> workloads() {
    return Stream.concat(quorum.group().stream(), Stream.of(brokers()))
        .map(this::workload)
        .toList();
  }

  private NodeGroup brokers() {
    return new NodeGroup(
        NodeRole.BROKER, inputs.spec().kafka(), "apache/kafka", brokers, 1, brokerPorts());
  }

  private WorkloadPlan workload(NodeGroup group) {
    return new WorkloadPlan(
        group.role(),
        inputs.names().workload(group.role()),
        inputs.names().clientService(group.role()),
        inputs.names().identity(group.role()),
        UID,
        group.asked(),
        List.copyOf(group.nodes()),
        group.fewest(),
        group.ports(),
        group.asked().image().orElse(group.officialImage() + ":" + group.asked().version()));
  }

  private List<PortPlan> brokerPorts() {
    return inputs.facts() instanceof KubernetesFacts
        ? listeners.stream()
            .map(
                listener ->
                    new PortPlan(
                        "tcp-" + listener.name(), listener.port(), listener.audience().words()))
            .toList()
        : List.of();
  }
}
