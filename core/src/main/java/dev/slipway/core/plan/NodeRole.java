package dev.slipway.core.plan;

/** The two kinds of node. */
public enum NodeRole {
  /** A ZooKeeper server. */
  ZOOKEEPER("zookeeper"),
  /** A Kafka broker. */
  BROKER("broker");

  private final String word;

  NodeRole(String word) {
    this.word = word;
  }

  /** The role as it appears in names. */
  public String word() {
    return word;
  }
}
