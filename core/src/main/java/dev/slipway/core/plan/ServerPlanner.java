package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.Addresses.ServerDoor;
import java.util.ArrayList;
import java.util.List;

/** Decides every ZooKeeper server and its {@code zoo.cfg}. */
final class ServerPlanner {
  // With one or two servers the wildcard can't stand for oneself: ZooKeeper would take a member
  // without an address of its own for a stranger (ZOOKEEPER-4708 and Strimzi's remedy for it).
  private static final int WILDCARD_FROM = 3;

  private final Inputs inputs;
  private final ZooKeeperSpec spec;
  private final Addresses addresses;

  ServerPlanner(Inputs inputs, ZooKeeperSpec spec, Addresses addresses) {
    this.inputs = inputs;
    this.spec = spec;
    this.addresses = addresses;
  }

  /** Whether the quorum ports are bound to all addresses of a pod, be it one way or the other. */
  static boolean bindsAllAddresses(Inputs inputs) {
    return deliveredToLoopback(inputs) || inputs.servers() >= WILDCARD_FROM;
  }

  private static boolean deliveredToLoopback(Inputs inputs) {
    return inputs
        .rules()
        .map(rules -> rules.delivery() == MeshRules.Delivery.LOOPBACK)
        .orElse(false);
  }

  List<ServerPlan> servers() {
    List<ServerPlan> servers = new ArrayList<>(inputs.servers());
    for (int ordinal = 0; ordinal < inputs.servers(); ordinal++) {
      servers.add(
          new ServerPlan(
              ordinal + 1,
              inputs.names().node(NodeRole.ZOOKEEPER, ordinal),
              addresses.server(ordinal, ServerDoor.CLIENT),
              addresses.server(ordinal, ServerDoor.PEER),
              addresses.server(ordinal, ServerDoor.ELECTION),
              addresses.dataFolder(NodeRole.ZOOKEEPER, ordinal),
              config(ordinal)));
    }
    return servers;
  }

  private ConfigFile config(int own) {
    ConfigBuilder config = new ConfigBuilder();
    config.topology(
        "dataDir", addresses.dataFolder(NodeRole.ZOOKEEPER, own), "below the node's storage");
    Endpoint client = addresses.server(own, ServerDoor.CLIENT);
    config.topology("clientPort", client.port(), "where brokers connect");
    if (!addresses.bindHost().isEmpty()) {
      config.topology("clientPortAddress", addresses.bindHost(), "nobody else is to connect");
    }
    for (int ordinal = 0; ordinal < inputs.servers(); ordinal++) {
      config.topology(
          "server." + (ordinal + 1), member(ordinal, ordinal == own), "a voter of the quorum");
    }
    config.topology("standaloneEnabled", "false", "one server is a quorum of one, so it can grow");
    if (deliveredToLoopback(inputs)) {
      config.topology(
          "quorumListenOnAllIPs", "true", "the sidecar delivers to 127.0.0.1, not to the pod");
    }
    config
        .defaults(FittedDefaults.ofServer(spec.settings()))
        .target(inputs.facts().zookeeperDefaults(), inputs.facts().target())
        .user(spec.settings());
    return new ConfigFile("zoo.cfg", config.settings());
  }

  private String member(int ordinal, boolean self) {
    Endpoint peer = addresses.server(ordinal, ServerDoor.PEER);
    int election = addresses.server(ordinal, ServerDoor.ELECTION).port();
    boolean wildcard =
        self && inputs.servers() >= WILDCARD_FROM && inputs.facts() instanceof KubernetesFacts;
    return (wildcard ? "0.0.0.0:" + peer.port() : peer.toString()) + ":" + election;
  }
}
