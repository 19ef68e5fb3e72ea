package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ListenerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Allots ports to listeners and decides where each broker binds and what it advertises. */
final class ListenerPlanner {
  /** The place of the listener for clients inside among a broker's listeners. */
  static final int CLIENT = 0;

  /** The place of the listener that brokers use among themselves. */
  static final int INTERNAL = 1;

  /** The place of the first listener for outsiders. */
  static final int FIRST_EXTERNAL = 2;

  private final Inputs inputs;
  private final Addresses addresses;

  ListenerPlanner(Inputs inputs, Addresses addresses) {
    this.inputs = inputs;
    this.addresses = addresses;
  }

  List<ListenerPlan> listeners() {
    List<ListenerPlan> listeners = new ArrayList<>();
    listeners.add(inside("client", portOf(CLIENT), ListenerPlan.Audience.CLIENTS));
    listeners.add(inside("internal", portOf(INTERNAL), ListenerPlan.Audience.BROKERS));
    List<Integer> ports = externalPorts();
    List<ListenerSpec> external = inputs.spec().listeners();
    Allotter allotter = new Allotter(inputs, addresses);
    for (int i = 0; i < external.size(); i++) {
      ListenerSpec listener = external.get(i);
      listeners.add(
          new ListenerPlan(
              listener.name(),
              kafkaName(listener.name()),
              onKubernetes() ? ports.get(i) : 0,
              ListenerPlan.Audience.OUTSIDERS,
              Optional.of(listener.exposure()),
              Optional.of(
                  allotter.allot(
                      listener.name(), FIRST_EXTERNAL + i, inputs.needs().needs().get(i))),
              new ListenerSecurity.Plaintext()));
    }
    return listeners;
  }

  /** The addresses of every listener of one broker. */
  List<ListenerEndpoints> endpoints(int broker, List<ListenerPlan> listeners) {
    List<ListenerEndpoints> endpoints = new ArrayList<>(listeners.size());
    for (int i = 0; i < listeners.size(); i++) {
      int place = i;
      ListenerPlan listener = listeners.get(i);
      endpoints.add(
          listener
              .allotment()
              .map(given -> outside(broker, place, listener, given.shares().get(broker)))
              .orElseGet(() -> inside(broker, place, listener)));
    }
    return endpoints;
  }

  static String kafkaName(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The port of each listener for outsiders: the given one, else the first that is free. */
  private List<Integer> externalPorts() {
    Set<Integer> used = new HashSet<>();
    used.add(inputs.spec().kafka().clientPort());
    used.add(inputs.spec().kafka().internalPort());
    inputs.rules().ifPresent(rules -> used.addAll(rules.reservedPorts()));
    inputs.spec().listeners().forEach(listener -> listener.port().ifPresent(used::add));
    List<Integer> ports = new ArrayList<>();
    for (ListenerSpec listener : inputs.spec().listeners()) {
      int port =
          listener
              .port()
              .orElseGet(
                  () ->
                      IntStream.iterate(Ports.FIRST_EXTERNAL, candidate -> candidate + 1)
                          .filter(candidate -> !used.contains(candidate))
                          .findFirst()
                          .orElseThrow());
      used.add(port);
      ports.add(port);
    }
    return ports;
  }

  private boolean onKubernetes() {
    return inputs.facts() instanceof KubernetesFacts;
  }

  private int portOf(int listener) {
    if (!onKubernetes()) {
      return 0;
    }
    return listener == CLIENT
        ? inputs.spec().kafka().clientPort()
        : inputs.spec().kafka().internalPort();
  }

  private static ListenerPlan inside(String name, int port, ListenerPlan.Audience audience) {
    return new ListenerPlan(
        name,
        kafkaName(name),
        port,
        audience,
        Optional.empty(),
        Optional.empty(),
        new ListenerSecurity.Plaintext());
  }

  private ListenerEndpoints inside(int broker, int index, ListenerPlan listener) {
    Endpoint reached = addresses.broker(broker, index, listener.port());
    return new ListenerEndpoints(
        listener.kafkaName(),
        new Endpoint(addresses.bindHost(), reached.port()),
        reached,
        new Advertised.Known(reached, addresses.source()));
  }

  /** On a machine that all share, outsiders dial the very port at which the broker listens. */
  private ListenerEndpoints outside(
      int broker, int index, ListenerPlan listener, Allotment.Share share) {
    Endpoint reached =
        onKubernetes()
            ? addresses.broker(broker, index, listener.port())
            : new Endpoint(addresses.bindHost(), share.port().orElseThrow());
    return new ListenerEndpoints(
        listener.kafkaName(),
        new Endpoint(addresses.bindHost(), reached.port()),
        reached,
        share.advertised());
  }
}
