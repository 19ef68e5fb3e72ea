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
  private final Quorum quorum;
  private final List<TrafficEdge> edges = new ArrayList<>();
  private final Party.Nodes brokers;

  TrafficPlanner(Inputs inputs, List<ListenerPlan> listeners, Quorum quorum) {
    this.inputs = inputs;
    this.listeners = listeners;
    this.quorum = quorum;
    this.brokers = new Party.Nodes(NodeRole.BROKER, inputs.names().identity(NodeRole.BROKER));
  }

  List<TrafficEdge> edges() {
    if (!(inputs.facts() instanceof KubernetesFacts)) {
      return List.of();
    }
    quorum.traffic(brokers).forEach(this::edge);
    toBrokers();
    return edges;
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
    edge(new TrafficEdge(from, to, port, reason));
  }

  private void edge(TrafficEdge edge) {
    if (!edges.contains(edge)) {
      edges.add(edge);
    }
  }
}
