package dev.slipway.core.model;

/**
 * The namespaces of a cluster.
 *
 * @param zookeeper where the ZooKeeper servers live
 * @param kafka where the brokers live; may be the same
 * @param existing true if both are there already: nothing creates or deletes them, and nothing
 *     cluster-scoped is needed
 */
public record NamespacesSpec(String zookeeper, String kafka, boolean existing) {
  /** Refuses a blank name. */
  public NamespacesSpec {
    Require.text("namespace of zookeeper", zookeeper);
    Require.text("namespace of kafka", kafka);
  }

  /** One namespace for both, made if it is not there. */
  public static NamespacesSpec single(String name) {
    return new NamespacesSpec(name, name, false);
  }

  /** Two namespaces, made if they are not there. */
  public static NamespacesSpec of(String zookeeper, String kafka) {
    return new NamespacesSpec(zookeeper, kafka, false);
  }

  /** Namespaces that are there already. */
  public static NamespacesSpec existing(String zookeeper, String kafka) {
    return new NamespacesSpec(zookeeper, kafka, true);
  }
}
