package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.plan.ListenerPlan.Audience;
import dev.slipway.core.problem.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What brokers tell clients. Kafka itself refuses only a duplicate, and only when the second broker
 * registers: "Configured end points … in advertised listeners are already registered by broker 0".
 * An empty host it silently takes for its own.
 */
final class AdvertisedChecks {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

  private final Inputs inputs;
  private final ProblemList problems;

  private AdvertisedChecks(Inputs inputs, ProblemList problems) {
    this.inputs = inputs;
    this.problems = problems;
  }

  static void run(
      Inputs inputs, List<ListenerPlan> listeners, List<BrokerPlan> brokers, ProblemList problems) {
    AdvertisedChecks checks = new AdvertisedChecks(inputs, problems);
    for (ListenerPlan listener : listeners) {
      listener.allotment().ifPresent(given -> checks.source(listener, given.needs()));
    }
    if (inputs.facts() instanceof KubernetesFacts facts) {
      for (int i = ListenerPlanner.FIRST_EXTERNAL; i < listeners.size(); i++) {
        if (source(listeners.get(i)) instanceof HostSource.OfNodes) {
          checks.machines(listeners.get(i), i, brokers, facts);
        }
      }
    }
    for (int i = ListenerPlanner.FIRST_EXTERNAL; i < listeners.size(); i++) {
      for (BrokerPlan broker : brokers) {
        ListenerPlan listener = listeners.get(i);
        broker
            .listeners()
            .get(i)
            .advertised()
            .hostWhenKnown()
            .ifPresent(host -> checks.host(listener, broker, host));
      }
    }
    checks.duplicates(listeners, brokers);
  }

  /** What is wrong with the source of the hosts as a whole. */
  private void source(ListenerPlan listener, ExposureNeeds needs) {
    String place = place(listener);
    if (needs.hostSource().orElse(null) instanceof HostSource.OneEach given
        && given.hosts().size() != inputs.brokers()) {
      problems.error(
          ProblemCode.ADVERTISED_UNCOVERED,
          place + ".hosts",
          given.hosts().size() + " hosts",
          inputs.brokers() + ", one for each broker",
          "give a host for each broker, or one for all by host(...)");
    }
  }

  private static @Nullable HostSource source(ListenerPlan listener) {
    return listener.allotment().flatMap(given -> given.needs().hostSource()).orElse(null);
  }

  /** What is doubtful about the machines whose addresses are advertised. */
  private void machines(
      ListenerPlan listener, int index, List<BrokerPlan> brokers, KubernetesFacts facts) {
    MachineHosts machines = new MachineHosts(facts.machines());
    String place = place(listener) + ".host";
    Set<String> hosts =
        brokers.stream()
            .flatMap(broker -> broker.listeners().get(index).advertised().hostWhenKnown().stream())
            .filter(host -> !machines.kinds(host).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<NodeAddressType> common = machines.common(hosts);
    if (!hosts.isEmpty() && common.isEmpty()) {
      problems.warning(
          ProblemCode.NODE_ADDRESSES_DIFFER,
          place,
          hosts.stream()
              .map(host -> host + " (" + machines.kinds(host).iterator().next() + ")")
              .collect(Collectors.joining(", ")),
          "addresses of one kind, so that whoever reaches one broker reaches all",
          "choose the kind by prefer(...), or give the hosts");
    }
    common.stream()
        .findFirst()
        .ifPresent(
            kind -> {
              List<String> without =
                  facts.machines().stream()
                      .filter(machine -> machine.state() == MachineFacts.State.READY)
                      .filter(machine -> machine.address(kind).isEmpty())
                      .map(MachineFacts::name)
                      .toList();
              if (!without.isEmpty()) {
                problems.warning(
                    ProblemCode.NODE_ADDRESSES_DIFFER,
                    place,
                    "no " + kind + " of " + listed(without),
                    "an " + kind + " of every node; kinds are not mixed, so others are advertised",
                    "give the node one, or choose another kind by prefer(...)");
              }
            });
    new TreeMap<>(machines.silent(hosts))
        .forEach(
            (host, machine) ->
                problems.warning(
                    ProblemCode.NODE_NOT_READY,
                    place,
                    host + " of " + machine.name() + ", which is " + machine.state().words(),
                    "a node that is ready; the address is kept as long as the node is there",
                    "mend the node, or delete its Node object: the next deployment then gives the"
                        + " broker another address"));
  }

  private static String listed(List<String> names) {
    int shown = 3;
    String first = String.join(", ", names.subList(0, Math.min(shown, names.size())));
    return names.size() <= shown ? first : first + " and " + (names.size() - shown) + " more";
  }

  /** What is wrong with one broker's host. */
  private void host(ListenerPlan listener, BrokerPlan broker, String host) {
    HostSource source = source(listener);
    Said said = said(listener, broker, source, host);
    if (inputs.facts() instanceof LoopbackFacts) {
      if (!THIS_MACHINE.contains(host)) {
        problems.error(
            ProblemCode.HOST_NOT_LOCAL,
            said.place,
            said.value,
            "127.0.0.1 or localhost, where this target's brokers listen",
            "leave the host out");
      }
      return;
    }
    if (host.isEmpty() && source instanceof HostSource.OfNodes) {
      List<MachineFacts> machines =
          inputs.facts() instanceof KubernetesFacts facts ? facts.machines() : List.of();
      if (!machines.isEmpty()) {
        problems.error(
            ProblemCode.NODE_ADDRESS_UNKNOWN,
            place(listener) + ".host",
            listed(
                machines.stream()
                    .map(machine -> machine.name() + ": " + machine.state().words())
                    .toList()),
            "a node that is ready, not cordoned, and has an address",
            "mend or uncordon a node, or give the host by host(...), hosts(...) or"
                + " hostTemplate(...)");
        return;
      }
      problems.error(
          ProblemCode.NODE_ADDRESS_UNKNOWN,
          place(listener) + ".host",
          "none",
          "the address of a node, and no node is known",
          "give it by host(...), hosts(...) or hostTemplate(...), or grant 'get' and 'list' of"
              + " nodes");
      return;
    }
    boolean uncovered =
        source instanceof HostSource.OneEach given && broker.id() >= given.hosts().size();
    if (!uncovered && !Syntax.isHost(host)) {
      problems.error(
          ProblemCode.ADVERTISED_HOST_INVALID,
          said.place,
          said.value,
          "a DNS name or an address, without scheme and port",
          "give the host that clients outside can resolve");
    }
  }

  /** What one saying decides for all brokers is wrong once, whatever their number. */
  private static Said said(
      ListenerPlan listener, BrokerPlan broker, @Nullable HostSource source, String host) {
    if (source instanceof HostSource.OneForAll) {
      return new Said(place(listener) + ".host", host);
    }
    return source instanceof HostSource.Template template
        ? new Said(place(listener) + ".hostTemplate", template.template())
        : new Said(place(listener) + ".host of broker " + broker.id(), host);
  }

  private void duplicates(List<ListenerPlan> listeners, List<BrokerPlan> brokers) {
    Map<Endpoint, Integer> owners = new HashMap<>();
    for (BrokerPlan broker : brokers) {
      for (int i = 0; i < listeners.size(); i++) {
        Endpoint known =
            broker
                .listeners()
                .get(i)
                .advertised()
                .whenKnown()
                .filter(address -> !address.host().isEmpty())
                .orElse(null);
        if (known == null) {
          continue;
        }
        if (i == ListenerPlanner.INTERNAL && known.equals(client(broker))) {
          continue; // one port for both is a collision of ports, and reported as such
        }
        Integer owner = owners.putIfAbsent(known, broker.id());
        if (owner != null) {
          problems.error(
              ProblemCode.ADVERTISED_DUPLICATE,
              "listeners[" + listeners.get(i).name() + "] of broker " + broker.id(),
              known,
              owner == broker.id()
                  ? "an address of its own for each listener"
                  : "another address than broker "
                      + owner
                      + " has, or this broker dies with"
                      + " 'already registered by broker "
                      + owner
                      + "'",
              "give each broker a host or a port of its own");
        }
      }
    }
  }

  private static Endpoint client(BrokerPlan broker) {
    return broker.listeners().get(ListenerPlanner.CLIENT).inCluster();
  }

  private static String place(ListenerPlan listener) {
    return (listener.audience() == Audience.OUTSIDERS ? "listeners[" + listener.name() + "]" : "")
        + ".exposure";
  }

  private record Said(String place, String value) {}
}
