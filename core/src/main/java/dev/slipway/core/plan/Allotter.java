package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.ListenerNeeds;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureNeeds.PortOnEveryMachine;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.plan.Allotment.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers what exposures need, once for each listener. */
final class Allotter {
  private final Inputs inputs;
  private final Addresses addresses;

  Allotter(Inputs inputs, Addresses addresses) {
    this.inputs = inputs;
    this.addresses = addresses;
  }

  /**
   * What one listener for outsiders is given.
   *
   * @param listener the listener's name
   * @param index its place among all listeners of a broker
   */
  Allotment allot(String listener, int index, ExposureNeeds needs) {
    List<Share> shares =
        inputs.facts() instanceof KubernetesFacts facts
            ? needs.match(new OnKubernetes(listener, facts))
            : onThisMachine(index, needs);
    return new Allotment(needs, shares);
  }

  /** Every broker has a port of its own here: the one it asks for, or a reserved one. */
  private List<Share> onThisMachine(int index, ExposureNeeds needs) {
    SortedSet<Integer> named = needs.namedPorts(inputs.brokers());
    AddressSource source = named.isEmpty() ? AddressSource.RESERVED_PORT : AddressSource.GIVEN_PORT;
    IntFunction<Optional<String>> given =
        needs.hostSource().map(Allotter::hosts).orElse(broker -> Optional.empty());
    return shares(
        broker -> {
          int port =
              named.isEmpty() ? addresses.broker(broker, index, 0).port() : named.first() + broker;
          String host = given.apply(broker).orElse(LoopbackAddresses.HOST);
          return new Share(
              Optional.empty(),
              OptionalInt.of(port),
              new Advertised.Known(new Endpoint(host, port), source));
        });
  }

  private List<Share> shares(IntFunction<Share> share) {
    return IntStream.range(0, inputs.brokers()).mapToObj(share).toList();
  }

  /** The host that each broker advertises; empty where none is given, which the checks report. */
  private static IntFunction<Optional<String>> hosts(HostSource source) {
    if (source instanceof HostSource.OneForAll given) {
      return broker -> Optional.of(given.host());
    }
    if (source instanceof HostSource.OneEach given) {
      return broker ->
          broker < given.hosts().size() ? Optional.of(given.hosts().get(broker)) : Optional.empty();
    }
    if (source instanceof HostSource.Template template) {
      return broker ->
          Optional.of(
              template.template().replace(HostSource.Template.ID, Integer.toString(broker)));
    }
    return broker -> Optional.empty();
  }

  private static AddressSource source(HostSource source) {
    if (source instanceof HostSource.OfNodes) {
      return AddressSource.NODE_ADDRESS;
    }
    return source instanceof HostSource.Template
        ? AddressSource.TEMPLATE
        : AddressSource.GIVEN_HOST;
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

  /** The shares of one listener on Kubernetes. */
  private final class OnKubernetes implements ExposureNeeds.Cases<List<Share>> {
    private final String listener;
    private final KubernetesFacts facts;

    private OnKubernetes(String listener, KubernetesFacts facts) {
      this.listener = listener;
      this.facts = facts;
    }

    @Override
    public List<Share> portOnEveryMachine(PortOnEveryMachine needs) {
      IntFunction<Optional<String>> given = hosts(needs.host());
      IntFunction<String> hosts =
          needs.host() instanceof HostSource.OfNodes nodes
              ? ofMachines(nodes)::get
              : broker -> given.apply(broker).orElse("");
      AddressSource source = source(needs.host());
      return shares(
          broker -> {
            String service = inputs.names().externalService(broker, listener);
            OptionalInt port = port(needs, broker, service);
            String host = hosts.apply(broker);
            return new Share(
                Optional.of(service),
                port,
                port.isPresent()
                    ? new Advertised.Known(new Endpoint(host, port.getAsInt()), source)
                    : new Advertised.PortOfService(host, service, source));
          });
    }

    /** The port that is asked for, else the one that the Service has been assigned. */
    private OptionalInt port(PortOnEveryMachine needs, int broker, String service) {
      if (needs.firstPort().isPresent()) {
        return OptionalInt.of(needs.firstPort().getAsInt() + broker);
      }
      Integer assigned = facts.assignedNodePorts().get(service);
      return assigned == null ? OptionalInt.empty() : OptionalInt.of(assigned);
    }

    private List<String> ofMachines(HostSource.OfNodes nodes) {
      // Who asks for another source of hosts asks for other hosts.
      boolean asBefore =
          facts.deployed().flatMap(deployed -> ListenerNeeds.of(deployed).of(listener)).stream()
              .allMatch(before -> before.hostSource().equals(Optional.of(nodes)));
      String kafkaName = ListenerPlanner.kafkaName(listener);
      List<Optional<String>> advertised = new ArrayList<>();
      for (int broker = 0; broker < inputs.brokers(); broker++) {
        advertised.add(
            Optional.ofNullable(
                    facts.advertisedListeners().get(inputs.names().node(NodeRole.BROKER, broker)))
                .filter(setting -> asBefore)
                .flatMap(setting -> advertisedHost(kafkaName, setting)));
      }
      return new MachineHosts(facts.machines()).allot(advertised, nodes.preferred());
    }
  }
}
