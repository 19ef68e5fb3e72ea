package dev.slipway.core.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings that follow from the topology: saying them would contradict the rest. */
final class OwnedSettings {
  private static final String LISTENERS =
      "say it with expose(...), clientPort(...) or internalPort(...)";
  private static final String IDS = "leave it out: ids are the nodes' ordinals";
  private static final String FOLDERS = "say it with storage(...); the folder is Slipway's";

  private static final Map<String, String> BROKER = broker();
  private static final Map<String, String> SERVER = server();

  private OwnedSettings() {}

  /** What to do instead of setting a key of a broker that Slipway owns. */
  static Optional<String> insteadForBroker(String key) {
    return Optional.ofNullable(BROKER.get(key));
  }

  /** What to do instead of setting a key of a server that Slipway owns. */
  static Optional<String> insteadForServer(String key) {
    if (key.startsWith("server.") || key.startsWith("weight.") || key.startsWith("group.")) {
      return Optional.of("leave it out: every server is a voter of equal weight; say servers(...)");
    }
    return Optional.ofNullable(SERVER.get(key));
  }

  /** Whether a key belongs to Kafka without ZooKeeper, so that no value can have an effect. */
  static boolean isOfKraft(String key) {
    return key.equals("process.roles")
        || key.equals("node.id")
        || key.equals("metadata.log.dir")
        || key.equals("zookeeper.metadata.migration.enable")
        || key.startsWith("controller.quorum.")
        || key.startsWith("controller.listener.")
        || key.startsWith("metadata.log.")
        || key.startsWith("metadata.max.")
        || key.startsWith("initial.broker.registration.")
        || key.startsWith("broker.heartbeat.")
        || key.startsWith("broker.session.");
  }

  private static Map<String, String> broker() {
    Map<String, String> owned = new TreeMap<>();
    for (String key :
        new String[] {
          "listeners",
          "advertised.listeners",
          "listener.security.protocol.map",
          "inter.broker.listener.name",
          "security.inter.broker.protocol",
          "control.plane.listener.name",
          "early.start.listeners"
        }) {
      owned.put(key, LISTENERS);
    }
    owned.put("broker.id", IDS);
    owned.put("broker.id.generation.enable", IDS);
    owned.put("log.dir", FOLDERS);
    owned.put("log.dirs", FOLDERS);
    owned.put("zookeeper.connect", "say it with zookeeper(existing(...)) or chroot(...)");
    return Map.copyOf(owned);
  }

  private static Map<String, String> server() {
    Map<String, String> owned = new TreeMap<>();
    owned.put("dataDir", FOLDERS);
    owned.put("dataLogDir", FOLDERS);
    for (String key : new String[] {"clientPort", "clientPortAddress", "dynamicConfigFile"}) {
      owned.put(key, "leave it out: addresses and members follow from servers(...)");
    }
    owned.put("standaloneEnabled", "leave it out: one server is a quorum of one");
    owned.put("quorumListenOnAllIPs", "leave it out: it follows from the mesh");
    return Map.copyOf(owned);
  }
}
