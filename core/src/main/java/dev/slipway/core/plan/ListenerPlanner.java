package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.ListenerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private final Map<String, List<String>> machineHosts = new HashMap<>();

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
    for (int i = 0; i < external.size(); i++) {
      ListenerSpec listener = external.get(i);
      listeners.add(
          new ListenerPlan(
              listener.name(),
              kafkaName(listener.name()),
              onKubernetes() ? ports.get(i) : 0,
              ListenerPlan.Audience.OUTSIDERS,
              Optional.of(listener.exposure()),
              services(listener),
              new ListenerSecurity.Plaintext()));
    }
    return listeners;
  }

  /** The addresses of every listener of one broker. */
  List<ListenerEndpoints> endpoints(int broker, List<ListenerPlan> listeners) {
    List<ListenerEndpoints> endpoints = new ArrayList<>(listeners.size());
    for (int i = 0; i < listeners.size(); i++) {
      ListenerPlan listener = listeners.get(i);
      endpoints.add(
          i < FIRST_EXTERNAL
              ? inside(broker, i, listener)
              : outside(broker, i, listener, needs(i - FIRST_EXTERNAL)));
    }
    return endpoints;
  }

  private ExposureNeeds needs(int external) {
    return inputs.spec().listeners().get(external).exposure().needs();
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
        List.of(),
        new ListenerSecurity.Plaintext());
  }

  private List<String> services(ListenerSpec listener) {
    return onKubernetes()
        ? IntStream.range(0, inputs.brokers())
            .mapToObj(broker -> inputs.names().externalService(broker, listener.name()))
            .toList()
        : List.of();
  }

  private ListenerEndpoints inside(int broker, int index, ListenerPlan listener) {
    Endpoint reached = addresses.broker(broker, index, listener.port());
    return new ListenerEndpoints(
        listener.kafkaName(),
        new Endpoint(addresses.bindHost(), reached.port()),
        reached,
        new Advertised.Known(reached, addresses.source()));
  }

  private ListenerEndpoints outside(
      int broker, int index, ListenerPlan listener, ExposureNeeds needs) {
    if (inputs.facts() instanceof KubernetesFacts facts) {
      Endpoint reached = addresses.broker(broker, index, listener.port());
      return new ListenerEndpoints(
          listener.kafkaName(),
          new Endpoint(addresses.bindHost(), reached.port()),
          reached,
          advertised(broker, listener, needs, facts));
    }
    Endpoint reached =
        needs.firstPort().isPresent()
            ? new Endpoint(LoopbackAddresses.HOST, needs.firstPort().getAsInt() + broker)
            : addresses.broker(broker, index, 0);
    AddressSource source =
        needs.firstPort().isPresent() ? AddressSource.GIVEN_PORT : AddressSource.RESERVED_PORT;
    return new ListenerEndpoints(
        listener.kafkaName(),
        reached,
        reached,
        new Advertised.Known(
            host(broker, needs.host())
                .map(host -> new Endpoint(host, reached.port()))
                .orElse(reached),
            source));
  }

  private Advertised advertised(
      int broker, ListenerPlan listener, ExposureNeeds needs, KubernetesFacts facts) {
    String host =
        needs.host() instanceof HostSource.OfNodes nodes
            ? machineHosts
                .computeIfAbsent(listener.name(), unallotted -> allot(listener, nodes, facts))
                .get(broker)
            : host(broker, needs.host()).orElse("");
    AddressSource source = source(needs.host());
    String service = listener.services().get(broker);
    if (needs.firstPort().isPresent()) {
      return new Advertised.Known(
          new Endpoint(host, needs.firstPort().getAsInt() + broker), source);
    }
    Integer assigned = facts.assignedNodePorts().get(service);
    return assigned == null
        ? new Advertised.PortOfService(host, service, source)
        : new Advertised.Known(new Endpoint(host, assigned), source);
  }

  /** The host a broker advertises; empty where none is known, which the checks report. */
  private Optional<String> host(int broker, HostSource source) {
    if (source instanceof HostSource.OneForAll given) {
      return Optional.of(given.host());
    }
    if (source instanceof HostSource.OneEach given) {
      return broker < given.hosts().size()
          ? Optional.of(given.hosts().get(broker))
          : Optional.empty();
    }
    if (source instanceof HostSource.Template template) {
      return Optional.of(
          template.template().replace(HostSource.Template.ID, Integer.toString(broker)));
    }
    return Optional.empty();
  }

  private List<String> allot(
      ListenerPlan listener, HostSource.OfNodes nodes, KubernetesFacts facts) {
    // Who asks for another source of hosts asks for other hosts.
    boolean asBefore =
        facts.deployed().stream()
            .flatMap(deployed -> deployed.listeners().stream())
            .filter(before -> before.name().equals(listener.name()))
            .allMatch(before -> before.exposure().needs().host().equals(nodes));
    List<Optional<String>> advertised =
        IntStream.range(0, inputs.brokers())
            .mapToObj(broker -> inputs.names().node(NodeRole.BROKER, broker))
            .map(broker -> Optional.ofNullable(facts.advertisedListeners().get(broker)))
            .map(setting -> setting.filter(any -> asBefore))
            .map(setting -> setting.flatMap(any -> advertisedHost(listener.kafkaName(), any)))
            .toList();
    return new MachineHosts(facts.machines()).allot(advertised, nodes.preferred());
  }

  /** The host that the setting {@code advertised.listeners} has for a listener. */
  static Optional<String> advertisedHost(String kafkaName, String setting) {
    String begin = kafkaName + "://";
    return Stream.of(setting.split(",", -1))
        .map(String::strip)
        .filter(entry -> entry.startsWith(begin) && entry.lastIndexOf(':') >= begin.length())
        .map(entry -> entry.substring(begin.length(), entry.lastIndexOf(':')))
        .map(host -> host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
        .filter(host -> !host.isEmpty())
        .findFirst();
  }

  private static AddressSource source(HostSource source) {
    if (source instanceof HostSource.OfNodes) {
      return AddressSource.NODE_ADDRESS;
    }
    return source instanceof HostSource.Template
        ? AddressSource.TEMPLATE
        : AddressSource.GIVEN_HOST;
  }
}
