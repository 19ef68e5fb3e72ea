package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** A cluster of ZooKeeper and Kafka as it was asked for. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableClusterSpec.class)
@JsonPropertyOrder({"name", "namespaces", "quorum", "kafka", "mesh", "listeners"})
public abstract class ClusterSpec {
  /** The name if unspecified. */
  public static final String DEFAULT_NAME = "kafka";

  ClusterSpec() {}

  /**
   * The cluster's name, a DNS label; it prefixes the name of whatever is made. If unspecified,
   * {@value #DEFAULT_NAME}.
   */
  @Value.Default
  public String name() {
    return DEFAULT_NAME;
  }

  /** What keeps the brokers' metadata. */
  public abstract MetadataQuorum quorum();

  /** The brokers. */
  public abstract KafkaSpec kafka();

  /** The mesh that carries the traffic. If unspecified, none. */
  public abstract Optional<MeshSpec> mesh();

  /** The listeners for clients outside the cluster. If unspecified, none. */
  public abstract List<ListenerSpec> listeners();

  /** Where the nodes live. If unspecified, one namespace of the cluster's name. */
  @Value.Default
  public NamespacesSpec namespaces() {
    return NamespacesSpec.single(name());
  }

  /** Who may produce and consume from inside a mesh. If unspecified, nobody. */
  public abstract List<ServiceAccount> clients();

  /** Labels added to every object. If unspecified, none. */
  public abstract Map<String, String> labels();

  /** Annotations added to every object. If unspecified, none. */
  public abstract Map<String, String> annotations();

  @Value.Check
  void check() {
    Require.text("cluster name", name());
  }

  /** A builder of a cluster. */
  public static Builder builder() {
    return ImmutableClusterSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has, or besides it in lists and maps.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new ClusterVariation(this);
  }

  /**
   * The same cluster elsewhere.
   *
   * @param namespaces instead of its own
   * @param labels besides its own
   * @param annotations besides its own
   */
  @CheckReturnValue
  public ClusterSpec movedTo(
      NamespacesSpec namespaces, Map<String, String> labels, Map<String, String> annotations) {
    Builder moved = toBuilder().namespaces(namespaces);
    labels.forEach(moved::label);
    annotations.forEach(moved::annotation);
    return moved.build();
  }

  @Override
  public String toString() {
    return Text.of("ClusterSpec")
        .value("name", name())
        .value("quorum", quorum())
        .value("kafka", kafka())
        .optional("mesh", mesh())
        .list("listeners", listeners())
        .unless(NamespacesSpec.single(name()), "namespaces", namespaces())
        .list("clients", clients())
        .map("labels", labels())
        .map("annotations", annotations())
        .toString();
  }

  /** Builds {@link ClusterSpec}. */
  public interface Builder {
    /** See {@link ClusterSpec#name()}. */
    Builder name(String name);

    /** See {@link ClusterSpec#quorum()}. */
    Builder quorum(MetadataQuorum quorum);

    /** ZooKeeper servers as {@link ClusterSpec#quorum()}. */
    default Builder zookeeper(Consumer<? super ZooKeeperSpec.Builder> described) {
      ZooKeeperSpec.Builder zookeeper = ZooKeeperSpec.builder();
      described.accept(zookeeper);
      return quorum(zookeeper.build());
    }

    /** See {@link ClusterSpec#kafka()}. */
    Builder kafka(KafkaSpec kafka);

    /** See {@link ClusterSpec#kafka()}. */
    default Builder kafka(Consumer<? super KafkaSpec.Builder> described) {
      KafkaSpec.Builder kafka = KafkaSpec.builder();
      described.accept(kafka);
      return kafka(kafka.build());
    }

    /** See {@link ClusterSpec#mesh()}. */
    Builder mesh(MeshSpec mesh);

    /** One more of {@link ClusterSpec#listeners()}. */
    Builder listener(ListenerSpec listener);

    /** See {@link ClusterSpec#namespaces()}. */
    Builder namespaces(NamespacesSpec namespaces);

    /** One more of {@link ClusterSpec#clients()}. */
    Builder client(ServiceAccount client);

    /** One more of {@link ClusterSpec#labels()}. */
    Builder label(String key, String value);

    /** One more of {@link ClusterSpec#annotations()}. */
    Builder annotation(String key, String value);

    /** The value. */
    @CheckReturnValue
    ClusterSpec build();
  }
}
