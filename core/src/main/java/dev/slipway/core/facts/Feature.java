package dev.slipway.core.facts;

/** What can be said of a cluster but not be honoured by every target. */
public enum Feature {
  /** A service mesh carries the traffic. */
  MESH("a mesh"),
  /** Namespaces are chosen. */
  NAMESPACES("namespaces"),
  /** The allowed clients are named. */
  CLIENTS("identities of clients"),
  /** Ports of listeners inside the cluster are chosen. */
  PORTS("ports of listeners, each node having its own"),
  /** Container images are chosen. */
  IMAGES("container images"),
  /** The size of the heap is chosen. */
  HEAP("the size of a heap"),
  /** Memory and processors are chosen. */
  RESOURCES("memory and processors"),
  /** Data is kept on volumes. */
  VOLUMES("volumes"),
  /** Machines are selected, or nodes kept apart. */
  PLACEMENT("placement on machines"),
  /** Labels, annotations, environment and pull secrets are added. */
  METADATA("labels, annotations, environment and pull secrets"),
  /** ZooKeeper servers are used that are there already. */
  EXISTING_ZOOKEEPER("an existing ZooKeeper");

  private final String words;

  Feature(String words) {
    this.words = words;
  }

  /** What the feature is, in words. */
  public String words() {
    return words;
  }
}
