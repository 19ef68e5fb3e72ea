package dev.slipway.core.target;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.problem.MissingProviderException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A running cluster. Safe for use by several threads. */
public interface Deployment extends AutoCloseable {
  /** What was decided when it was launched. */
  ClusterPlan plan();

  /**
   * {@code host:port} of every broker, separated by commas, on the first listener that can be
   * reached from where the caller stands.
   */
  String bootstrapServers();

  /**
   * {@code host:port} of every broker on one listener.
   *
   * @param listener the listener's name, such as {@code client} or {@code external}
   * @throws IllegalArgumentException if there is no listener of that name
   */
  String bootstrapServers(String listener);

  /**
   * The listener of {@link #bootstrapServers()}. If unspecified, the first one of the plan, which
   * is for clients inside the cluster.
   */
  default ListenerPlan bootstrapListener() {
    return plan().listeners().get(0);
  }

  /**
   * What a Kafka client must be set to, be it for producing, consuming or administration: {@code
   * bootstrap.servers} as {@link #bootstrapServers()} has it, and how connections are secured
   * there. A fresh map, for the caller to add to.
   */
  default Map<String, Object> clientSettings() {
    return ClientSettings.of(bootstrapServers(), bootstrapListener());
  }

  /**
   * As {@link #clientSettings()}, for one listener.
   *
   * @param listener the listener's name, such as {@code client} or {@code external}
   * @throws IllegalArgumentException if there is no listener of that name
   */
  default Map<String, Object> clientSettings(String listener) {
    return ClientSettings.of(bootstrapServers(listener), plan().listener(listener));
  }

  /** {@link #clientSettings()} as properties. */
  default Properties clientProperties() {
    return ClientSettings.properties(clientSettings());
  }

  /**
   * {@link #clientSettings(String)} as properties.
   *
   * @param listener the listener's name, such as {@code client} or {@code external}
   * @throws IllegalArgumentException if there is no listener of that name
   */
  default Properties clientProperties(String listener) {
    return ClientSettings.properties(clientSettings(listener));
  }

  /** What a ZooKeeper client connects to, with the chroot. */
  String zookeeperConnect();

  /**
   * Proves that the cluster works: roles of the servers, registration of the brokers, replication,
   * and a record written to and read back from every broker through every listener that can be
   * reached. Takes about a second; a topic with a reserved name stays on the cluster.
   *
   * @throws MissingProviderException if the artifact {@code slipway-verify} is not on the class
   *     path
   */
  @CheckReturnValue
  VerificationReport verify();

  /**
   * As {@link #verify()}, but within another limit: longer for a cluster that still recovers,
   * shorter for one that is known to be broken.
   *
   * @throws IllegalArgumentException if the limit is not positive
   * @throws MissingProviderException if the artifact {@code slipway-verify} is not on the class
   *     path
   */
  @CheckReturnValue
  VerificationReport verify(Duration limit);

  /**
   * Every node: the servers by id, then the brokers by id. If the target gives no hold of its
   * nodes, there are none.
   */
  default Collection<? extends ClusterNode> nodes() {
    return List.of();
  }

  /**
   * A ZooKeeper server.
   *
   * @param id its {@code myid}; 1 for the first
   * @throws IllegalArgumentException if there is none of that id in {@link #nodes()}
   */
  default ClusterNode server(int id) {
    return NodeSearch.in(nodes(), NodeRole.ZOOKEEPER, id);
  }

  /**
   * A broker.
   *
   * @param id its {@code broker.id}; 0 for the first
   * @throws IllegalArgumentException if there is none of that id in {@link #nodes()}
   */
  default ClusterNode broker(int id) {
    return NodeSearch.in(nodes(), NodeRole.BROKER, id);
  }

  /**
   * Whether the cluster, and all that was made for it, is gone by itself when this process has
   * ended, however it ends: then it need not be closed, and serves until the last shutdown hook. If
   * unspecified, it is not.
   */
  default boolean endsWithProcess() {
    return false;
  }

  /**
   * Frees what this process holds. An embedded cluster ends with it, a cluster on Kubernetes stays.
   * A second call does nothing.
   */
  @Override
  void close();

  /**
   * As {@link #close()}, but the cluster ends wherever it is. What was to outlive it stays: volumes
   * with the namespaces that hold them, or a folder of data that the user has named.
   */
  default void delete() {
    close();
  }

  /**
   * As {@link #delete()}, but the volumes of ZooKeeper and Kafka go too, with all their data. A
   * folder that the user has named is no volume, and stays.
   */
  default void deleteWithVolumes() {
    delete();
  }

  /**
   * As {@link #close()}, but what can be looked at afterwards stays: of an embedded cluster its
   * configuration, logs and data. It is the caller's to remove.
   *
   * @return where it is, for a person to read
   */
  default String closeAndKeep() {
    close();
    return "nothing was kept";
  }
}
