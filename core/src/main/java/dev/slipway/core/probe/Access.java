package dev.slipway.core.probe;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerSecurity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the caller reaches the nodes of a running cluster. */
public interface Access {
  /** Where the caller reaches the client port of a ZooKeeper server, by its id; empty if not. */
  Optional<Endpoint> server(int id);

  /**
   * Where the caller reaches a server of a ZooKeeper that was there before the cluster. If not
   * overridden, at the address that brokers are given.
   *
   * @throws IOException if it can't be reached; it says why
   */
  default Endpoint existing(Endpoint server) throws IOException {
    return server;
  }

  /** The listeners that the caller can reach. */
  List<Door> doors();

  /**
   * What a stranger to the cluster's mesh meets, who connects in plaintext to every port that only
   * members may use. Asked for if the cluster is planned to be in a mesh. If not overridden, nobody
   * tries.
   *
   * @param limit how long that may take
   */
  default List<Plaintext> plaintext(Duration limit) {
    return List.of();
  }

  /**
   * One listener of all brokers as the caller reaches it.
   *
   * @param listener the listener's name as Kafka knows it
   * @param security how its connections are secured, as the caller meets them
   * @param brokers the address of each broker that a client is to be told there, by id
   */
  record Door(String listener, ListenerSecurity security, List<Endpoint> brokers) {
    /** Keeps a copy. */
    public Door {
      brokers = List.copyOf(brokers);
    }

    /** What a client must be set to for this listener. */
    public Map<String, String> clientSettings() {
      Map<String, String> settings = new TreeMap<>(security.clientSettings());
      settings.put(
          "bootstrap.servers",
          brokers.stream().map(Endpoint::toString).collect(Collectors.joining(",")));
      return settings;
    }
  }
}
