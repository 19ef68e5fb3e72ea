package dev.slipway.core.plan;

/** The ports of every node on Kubernetes, where each has an address of its own. */
final class Ports {
  /** Clients of ZooKeeper. */
  static final int ZOOKEEPER_CLIENT = 2181;

  /** ZooKeeper followers. */
  static final int ZOOKEEPER_PEER = 2888;

  /** ZooKeeper elections. */
  static final int ZOOKEEPER_ELECTION = 3888;

  /** The first port of a listener for outsiders. */
  static final int FIRST_EXTERNAL = 9094;

  private Ports() {}
}
