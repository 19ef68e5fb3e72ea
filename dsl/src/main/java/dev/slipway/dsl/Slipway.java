package dev.slipway.dsl;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.StorageSpec;

/** Where every sentence begins; made for static import. */
public final class Slipway {
  private Slipway() {}

  /** A cluster of the name {@value ClusterSpec#DEFAULT_NAME}. */
  public static NeedsZooKeeper cluster() {
    return cluster(ClusterSpec.DEFAULT_NAME);
  }

  /**
   * A cluster of this name, a DNS label; it prefixes the name of whatever is made.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static NeedsZooKeeper cluster(String name) {
    return OpenSentence.named(name);
  }

  /**
   * A cluster as it was said already, to be said with something changed: {@code cluster(spec)
   * .kafka(kafka -> kafka.topic("audit"))} is the same plus a topic.
   */
  public static VariedSentence cluster(ClusterSpec spec) {
    return CompleteSentence.of(spec);
  }

  /**
   * ZooKeeper servers that are there already, with Kafka's nodes at their root.
   *
   * @param connect {@code host:port} of each server, separated by commas
   * @throws IllegalArgumentException if {@code connect} is blank
   */
  public static ExistingZooKeeper existing(String connect) {
    return new ExistingZooKeeper(connect, "");
  }

  /**
   * ZooKeeper servers that are there already.
   *
   * @param connect {@code host:port} of each server, separated by commas
   * @param chroot the node below which Kafka keeps everything, as in {@code /kafka}
   * @throws IllegalArgumentException if {@code connect} is blank
   */
  public static ExistingZooKeeper existing(String connect, String chroot) {
    return new ExistingZooKeeper(connect, chroot);
  }

  /**
   * Who runs a pod of the Kubernetes cluster.
   *
   * @throws IllegalArgumentException if the name or the namespace is blank
   */
  public static ServiceAccount serviceAccount(String name, String namespace) {
    return new ServiceAccount(name, namespace);
  }

  /** See {@link StorageSpec#ephemeral()}. */
  public static StorageSpec ephemeral() {
    return StorageSpec.ephemeral();
  }

  /**
   * See {@link StorageSpec#persistent(String)}.
   *
   * @param size as in {@code 100Gi}
   * @throws IllegalArgumentException if {@code size} is no size
   */
  public static StorageSpec persistent(String size) {
    return StorageSpec.persistent(size);
  }

  /**
   * See {@link StorageSpec#persistent(String, String)}.
   *
   * @param size as in {@code 100Gi}
   * @param storageClass the name of the StorageClass
   * @throws IllegalArgumentException if {@code size} is no size or {@code storageClass} is blank
   */
  public static StorageSpec persistent(String size, String storageClass) {
    return StorageSpec.persistent(size, storageClass);
  }
}
