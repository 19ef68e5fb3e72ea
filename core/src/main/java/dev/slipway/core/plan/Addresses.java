package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;

/** Where nodes listen, are reached by each other, and keep their files, on one kind of target. */
interface Addresses {
  /** Where a server listens. */
  Endpoint server(int ordinal, ServerDoor door);

  /** The address that a server itself binds for one of its own doors. */
  String bindHost();

  /** Where the brokers reach each other's listener; {@code port} is its port on Kubernetes. */
  Endpoint broker(int ordinal, int listener, int port);

  /** The folder of a node's data. */
  String dataFolder(NodeRole role, int ordinal);

  /** Where an in-cluster address comes from. */
  AddressSource source();

  /** The addresses on the target that the facts are of. */
  static Addresses of(Inputs inputs) {
    if (inputs.facts() instanceof KubernetesFacts kubernetes) {
      return new KubernetesAddresses(inputs, kubernetes);
    }
    return new LoopbackAddresses(inputs, (LoopbackFacts) inputs.facts());
  }

  /** The doors of a ZooKeeper server. */
  enum ServerDoor {
    CLIENT(0, Ports.ZOOKEEPER_CLIENT),
    PEER(1, Ports.ZOOKEEPER_PEER),
    ELECTION(2, Ports.ZOOKEEPER_ELECTION);

    /** How many ports a server needs. */
    static final int COUNT = 3;

    private final int place;
    private final int port;

    ServerDoor(int place, int port) {
      this.place = place;
      this.port = port;
    }

    /** The door's place among the ports of a server. */
    int place() {
      return place;
    }

    /** The door's port on Kubernetes. */
    int port() {
      return port;
    }
  }
}
