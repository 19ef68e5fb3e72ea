package dev.slipway.core.plan;

import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.plan.ListenerPlan.Audience;
import dev.slipway.core.problem.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
      listener.exposure().ifPresent(exposure -> checks.source(listener, exposure));
    }
    for (int i = ListenerPlanner.FIRST_EXTERNAL; i < listeners.size(); i++) {
      for (BrokerPlan broker : brokers) {
        checks.host(listeners.get(i), broker, broker.listeners().get(i).advertised());
      }
    }
    checks.duplicates(listeners, brokers);
  }

  /** What is wrong with the source of the hosts as a whole. */
  private void source(ListenerPlan listener, ExposureSpec exposure) {
    String place = place(listener);
    HostSource source = exposure.needs().host();
    if (source instanceof HostSource.OneEach given && given.hosts().size() != inputs.brokers()) {
      problems.error(
          ProblemCode.ADVERTISED_UNCOVERED,
          place + ".hosts",
          given.hosts().size() + " hosts",
          inputs.brokers() + ", one for each broker",
          "give a host for each broker, or one for all by host(...)");
    }
  }

  /** What is wrong with one broker's host. */
  private void host(ListenerPlan listener, BrokerPlan broker, Advertised advertised) {
    String host =
        advertised instanceof Advertised.Known known
            ? known.endpoint().host()
            : ((Advertised.PortOfService) advertised).host();
    HostSource source = listener.exposure().orElseThrow().needs().host();
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
      ListenerPlan listener, BrokerPlan broker, HostSource source, String host) {
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
        Advertised advertised = broker.listeners().get(i).advertised();
        if (!(advertised instanceof Advertised.Known known) || known.endpoint().host().isEmpty()) {
          continue;
        }
        if (i == ListenerPlanner.INTERNAL && known.endpoint().equals(client(broker))) {
          continue; // one port for both is a collision of ports, and reported as such
        }
        Integer owner = owners.putIfAbsent(known.endpoint(), broker.id());
        if (owner != null) {
          problems.error(
              ProblemCode.ADVERTISED_DUPLICATE,
              "listeners[" + listeners.get(i).name() + "] of broker " + broker.id(),
              known.endpoint(),
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
