package dev.slipway.kubernetes.manifest;

/**
 * The labels and annotations that Slipway's objects bear.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/">Kubernetes:
 *     recommended labels</a>
 */
public final class Labels {
  /** The program: {@code zookeeper} or {@code kafka}. */
  public static final String NAME = "app.kubernetes.io/name";

  /** The cluster's name, as other tools look for it. */
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /** What it is in the cluster: {@code zookeeper}, {@code broker} or {@code cluster}. */
  public static final String COMPONENT = "app.kubernetes.io/component";

  /** The whole that it is a part of: the cluster's name. */
  public static final String PART_OF = "app.kubernetes.io/part-of";

  /** Who made it: {@value #SLIPWAY}. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The version of the program; no selector holds it, since selectors never change. */
  public static final String VERSION = "app.kubernetes.io/version";

  /** The cluster's name, by which Slipway finds what it made. */
  public static final String CLUSTER = "slipway.dev/cluster";

  /**
   * The name of the cluster whose ports a pod tries from outside the mesh. It stands in for {@link
   * #CLUSTER}: such a pod is no node, and nothing that selects nodes may find it.
   */
  public static final String STRANGER_TO = "slipway.dev/stranger-to";

  /** The value of {@link #MANAGED_BY}. */
  public static final String SLIPWAY = "slipway";

  /**
   * An annotation of a pod template: a digest of the template and of the configuration of all its
   * nodes. Any change of them makes a new revision of the StatefulSet.
   */
  public static final String CONFIG_HASH = "slipway.dev/config-hash";

  /**
   * An annotation of a pod template: for each node, a digest of the template and of that node's own
   * configuration, as in {@code kafka-broker-0=1f0c… kafka-broker-1=77ab…}. A pod has kept the one
   * it was made with, so it needs a restart if and only if its own entry differs: one more broker
   * is no reason to restart the others.
   */
  public static final String NODE_HASHES = "slipway.dev/node-hashes";

  /**
   * An annotation of a pod template: the kind of the mesh that the pod is to be in, such as {@code
   * istio}. Pods that are in none lack it; by it a crossing that was killed is gone on with.
   */
  public static final String MESH = "slipway.dev/mesh";

  private Labels() {}
}
