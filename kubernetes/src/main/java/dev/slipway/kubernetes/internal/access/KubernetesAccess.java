package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Advertised;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.ListenerPlan.Audience;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.probe.Plaintext;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.Session;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How this JVM reaches the nodes: listeners for outsiders at what they advertise, everything else
 * through ports forwarded by the API server. Forwarded ports are opened when they are first needed.
 */
public final class KubernetesAccess implements Access, AutoCloseable {
  private final Session session;
  private final ClusterPlan plan;
  private final Map<String, BrokerForwarder> listeners = new HashMap<>();
  private final Map<Integer, PlainForwarder> servers = new HashMap<>();
  private final Map<Endpoint, PlainForwarder> existing = new HashMap<>();
  private boolean closed;

  public KubernetesAccess(Session session, ClusterPlan plan) {
    this.session = session;
    this.plan = plan;
  }

  /** Of the cluster that it reaches. */
  public ClusterPlan plan() {
    return plan;
  }

  /** An administrator through the listener that brokers use among themselves. */
  public ClusterAdmin admin() {
    return session.admins().open(door(plan.listeners().get(1)));
  }

  @Override
  public synchronized Optional<Endpoint> server(int id) {
    return plan.servers().stream()
        .filter(server -> server.id() == id)
        .findFirst()
        .map(server -> servers.computeIfAbsent(id, unopened -> open(server)).endpoint());
  }

  private PlainForwarder open(ServerPlan server) {
    requireOpen();
    return PlainForwarder.open(
        new PodPort(server.name(), server.client().port()), dialer(NodeRole.ZOOKEEPER));
  }

  /**
   * {@inheritDoc} A name of a Service through a port forwarded to a pod of it; any other at the
   * address itself.
   */
  @Override
  public synchronized Endpoint existing(Endpoint server) throws IOException {
    PlainForwarder open = existing.get(server);
    if (open != null) {
      return open.endpoint();
    }
    Optional<InClusterAddress> found = find(server);
    if (found.isEmpty()) {
      return direct(server);
    }
    requireOpen();
    PlainForwarder opened =
        PlainForwarder.open(
            found.get().target(), PortForwardDialer.of(session.client(), found.get().namespace()));
    existing.put(server, opened);
    return opened.endpoint();
  }

  private Optional<InClusterAddress> find(Endpoint server) throws IOException {
    try {
      return InClusterAddress.find(
          session.client(), server, PlanNames.namespace(plan, NodeRole.BROKER));
    } catch (KubernetesClientException e) {
      throw new IOException(
          "the pod behind it can't be looked up, which needs get of services and list of pods"
              + " in its namespace: "
              + e.getMessage(),
          e);
    }
  }

  /** Some names mean another machine here than in a pod. */
  private static Endpoint direct(Endpoint server) throws IOException {
    boolean local = server.host().indexOf('.') < 0 && server.host().indexOf(':') < 0;
    if (local || InetAddress.getByName(server.host()).isLoopbackAddress()) {
      throw new IOException(server.host() + " is no Service, and is another machine here");
    }
    return server;
  }

  @Override
  public List<Door> doors() {
    List<Door> doors = new ArrayList<>();
    plan.listeners().forEach(listener -> doors.add(door(listener)));
    return doors;
  }

  /** {@inheritDoc} A pod outside the mesh connects to them; it is made for that, and removed. */
  @Override
  public List<Plaintext> plaintext(Duration limit) {
    return plan.mesh().isEmpty() ? List.of() : new Stranger(session, plan).visit(limit);
  }

  /** A listener as it is reached from here. */
  public synchronized Door door(ListenerPlan listener) {
    if (listener.audience() == Audience.OUTSIDERS) {
      return new Door(
          listener.kafkaName(),
          listener.security(),
          plan.brokers().stream().map(broker -> advertised(broker, listener)).toList());
    }
    return listeners.computeIfAbsent(listener.kafkaName(), unopened -> open(listener)).door();
  }

  private static Endpoint advertised(BrokerPlan broker, ListenerPlan listener) {
    Advertised advertised = broker.listener(listener.kafkaName()).advertised();
    return advertised
        .whenKnown()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "listener "
                        + listener.name()
                        + ": "
                        + advertised
                        + " (expected: a known port, which deploy and attach read from the"
                        + " Service)"));
  }

  private BrokerForwarder open(ListenerPlan listener) {
    requireOpen();
    Map<Integer, PodPort> targets = new HashMap<>();
    plan.brokers()
        .forEach(broker -> targets.put(broker.id(), new PodPort(broker.name(), listener.port())));
    return BrokerForwarder.open(
        listener.kafkaName(), listener.security(), targets, dialer(NodeRole.BROKER));
  }

  private Dialer dialer(NodeRole role) {
    return PortForwardDialer.of(session.client(), PlanNames.namespace(plan, role));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the deployment of " + plan.name() + " is closed");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    listeners.values().forEach(BrokerForwarder::close);
    servers.values().forEach(PlainForwarder::close);
    existing.values().forEach(PlainForwarder::close);
    listeners.clear();
    servers.clear();
    existing.clear();
  }
}
