package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerSecurity;
import dev.slipway.core.probe.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One listener of all brokers, on ports of the loopback interface. Clients that begin there are
 * told only such ports, whatever the brokers advertise: they never need to resolve or reach an
 * advertised address.
 *
 * <p>Clients see the brokers with at most the versions of the protocol that can be forwarded; share
 * groups are not offered. The listener must not use TLS. Brokers may stop and come back; their
 * clients' connections are closed meanwhile, as if the broker were dialed directly.
 *
 * <p>Cost: two threads and one stream for each connection.
 */
public final class BrokerForwarder implements AutoCloseable {
  private final Access.Door door;
  private final Map<Integer, Endpoint> endpoints;
  private final List<Gate> gates;

  private BrokerForwarder(Access.Door door, Map<Integer, Endpoint> endpoints, List<Gate> gates) {
    this.door = door;
    this.endpoints = endpoints;
    this.gates = gates;
  }

  /**
   * Takes a port for each broker and lets connections in.
   *
   * @param listener the listener's name as Kafka knows it
   * @param security how the brokers secure its connections; clients here meet the same
   * @param brokers where each broker listens, by id
   * @param dialer the way there; not closed
   * @throws UncheckedIOException if there is no free port
   */
  public static BrokerForwarder open(
      String listener, ListenerSecurity security, Map<Integer, PodPort> brokers, Dialer dialer) {
    List<Gate> gates = new ArrayList<>();
    Map<Integer, Endpoint> endpoints = new TreeMap<>();
    try {
      for (Map.Entry<Integer, PodPort> broker : new TreeMap<>(brokers).entrySet()) {
        Gate gate =
            Gate.bind(
                "slipway-forward-%s-%d".formatted(listener, broker.getKey()),
                broker.getValue(),
                dialer);
        gates.add(gate);
        endpoints.put(broker.getKey(), gate.endpoint());
      }
    } catch (IOException e) {
      gates.forEach(Gate::close);
      throw new UncheckedIOException("no port on the loopback interface for " + listener, e);
    }
    Answers answers = new Answers(new ForwardedAddresses(listener, endpoints));
    gates.forEach(gate -> gate.start(() -> new KafkaRelay(answers)));
    return new BrokerForwarder(
        new Access.Door(listener, security, List.copyOf(endpoints.values())),
        Map.copyOf(endpoints),
        gates);
  }

  /** The listener with the ports of this machine. */
  public Access.Door door() {
    return door;
  }

  /**
   * The port of this machine for a broker.
   *
   * @throws IllegalArgumentException if there is no broker of that id
   */
  public Endpoint endpoint(int broker) {
    Endpoint endpoint = endpoints.get(broker);
    if (endpoint == null) {
      throw new IllegalArgumentException(
          "broker: " + broker + " (expected: one of " + new TreeMap<>(endpoints).keySet() + ")");
    }
    return endpoint;
  }

  /** Frees the ports, ends all connections and their threads. A second call does nothing. */
  @Override
  public void close() {
    gates.forEach(Gate::close);
  }
}
