package dev.slipway.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides every broker and its {@code server.properties}. */
final class BrokerPlanner {
  private final Inputs inputs;
  private final Addresses addresses;
  private final ListenerPlanner listenerPlanner;
  private final List<ListenerPlan> listeners;
  private final Quorum quorum;

  BrokerPlanner(
      Inputs inputs,
      Addresses addresses,
      ListenerPlanner listenerPlanner,
      List<ListenerPlan> listeners,
      Quorum quorum) {
    this.inputs = inputs;
    this.addresses = addresses;
    this.listenerPlanner = listenerPlanner;
    this.listeners = listeners;
    this.quorum = quorum;
  }

  List<BrokerPlan> brokers() {
    List<PlannedSetting> defaults =
        FittedDefaults.ofBroker(inputs.brokers(), inputs.spec().kafka().settings());
    List<BrokerPlan> brokers = new ArrayList<>(inputs.brokers());
    for (int id = 0; id < inputs.brokers(); id++) {
      List<ListenerEndpoints> endpoints = listenerPlanner.endpoints(id, listeners);
      brokers.add(
          new BrokerPlan(
              id,
              inputs.names().node(NodeRole.BROKER, id),
              endpoints,
              addresses.dataFolder(NodeRole.BROKER, id),
              config(id, endpoints, defaults)));
    }
    return brokers;
  }

  private ConfigFile config(
      int id, List<ListenerEndpoints> endpoints, List<PlannedSetting> defaults) {
    ConfigBuilder config =
        new ConfigBuilder()
            .topology("broker.id", id, "the broker's ordinal")
            .topology("broker.id.generation.enable", "false", "ids are ordinals")
            .topology("listeners", joined(endpoints, ListenerEndpoints::bind), "where it listens")
            .topology(
                "advertised.listeners",
                joined(endpoints, ListenerEndpoints::advertised),
                "what clients are told")
            .topology(
                "listener.security.protocol.map",
                listeners.stream()
                    .map(listener -> listener.kafkaName() + ":" + listener.security().protocol())
                    .collect(Collectors.joining(",")),
                "no listener encrypts by itself")
            .topology(
                "inter.broker.listener.name",
                listeners.get(ListenerPlanner.INTERNAL).kafkaName(),
                "brokers keep to themselves");
    quorum.configure(config);
    config.topology(
        "log.dirs", addresses.dataFolder(NodeRole.BROKER, id), "below the node's storage");
    Map<String, String> said = inputs.spec().kafka().settings();
    config
        .defaults(defaults)
        .target(
            FittedDefaults.ofTarget(inputs.facts().kafkaDefaults(), said), inputs.facts().target())
        .user(said);
    return new ConfigFile("server.properties", config.settings());
  }

  private static String joined(
      List<ListenerEndpoints> endpoints, Function<ListenerEndpoints, Object> address) {
    return endpoints.stream()
        .map(listener -> listener.listener() + "://" + address.apply(listener))
        .collect(Collectors.joining(","));
  }
}
