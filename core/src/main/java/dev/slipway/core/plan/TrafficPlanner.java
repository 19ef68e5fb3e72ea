package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.plan.ListenerPlan.Audience;
import dev.slipway.core.plan.TrafficEdge.Reason;
import java.util.ArrayList;
import java.util.List;

/** Derives who may open which port of whom; on one machine nobody can be kept from anything. */
final class TrafficPlanner {
  private final Inputs inputs;
  private final List<ListenerPlan> listeners;
  private final QuorumPlan quorum;
  private final List<TrafficEdge> edges = new ArrayList<>();
  private final Party.Nodes servers;
  private final Party.Nodes brokers;

  TrafficPlanner(Inputs inputs, List<ListenerPlan> listeners, QuorumPlan quorum) {
    this.inputs = inputs;
    this.listeners = listeners;
    this.quorum = quorum;
    this.servers = new Party.Nodes(NodeRole.ZOOKEEPER, inputs.names().identity(NodeRole.ZOOKEEPER));
    this.brokers = new Party.Nodes(NodeRole.BROKER, inputs.names().identity(NodeRole.BROKER));
  }

  List<TrafficEdge> edges() {
    if (!(inputs.facts() instanceof KubernetesFacts)) {
      return List.of();
    }
    toQuorum();
    toBrokers();
    return edges;
  }

  private void toQuorum() {
    if (quorum instanceof QuorumPlan.Existing existing) {
      existing
          .servers()
          .forEach(
              server ->
                  edge(brokers, new Party.Elsewhere(server.host()), server.port(), Reason.CLIENT));
      return;
    }
    edge(servers, servers, Ports.ZOOKEEPER_PEER, Reason.PEER);
    edge(servers, servers, Ports.ZOOKEEPER_ELECTION, Reason.ELECTION);
    edge(brokers, servers, Ports.ZOOKEEPER_CLIENT, Reason.CLIENT);
    edge(new Party.Machine(), servers, Ports.ZOOKEEPER_CLIENT, Reason.PROBE);
  }

  private void toBrokers() {
    for (ListenerPlan listener : listeners) {
      if (listener.audience() == Audience.BROKERS) {
        edge(brokers, brokers, listener.port(), Reason.INTER_BROKER);
      } else if (listener.audience() == Audience.OUTSIDERS) {
        edge(new Party.Outsiders(), brokers, listener.port(), Reason.EXTERNAL);
      } else {
        for (ServiceAccount client : inputs.spec().clients()) {
          edge(new Party.Peer(client), brokers, listener.port(), Reason.CLIENT);
        }
        edge(new Party.Machine(), brokers, listener.port(), Reason.PROBE);
      }
    }
  }

  private void edge(Party from, Party to, int port, Reason reason) {
    TrafficEdge edge = new TrafficEdge(from, to, port, reason);
    if (!edges.contains(edge)) {
      edges.add(edge);
    }
  }
}
