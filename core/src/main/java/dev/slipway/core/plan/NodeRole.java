package dev.slipway.core.plan;

/** The two kinds of node. */
public enum NodeRole {
  /** A ZooKeeper server. */
  ZOOKEEPER("zookeeper", "zookeeper"),
  /** A Kafka broker. */
  BROKER("broker", "kafka");

  private final String word;
  private final String program;

  NodeRole(String word, String program) {
    this.word = word;
    this.program = program;
  }

  /** The role as it appears in names. */
  public String word() {
    return word;
  }

  /** What runs on a node of the role, as the specification calls it. */
  public String program() {
    return program;
  }
}
