package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** Kafka brokers to be launched. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableKafkaSpec.class)
@JsonPropertyOrder({"brokers", "version", "image"})
public abstract non-sealed class KafkaSpec extends NodeSpec {
  /** The version if unspecified: the last line that can use ZooKeeper. */
  public static final String DEFAULT_VERSION = "3.9.2";

  /** The port of the listener CLIENT if unspecified. */
  public static final int DEFAULT_CLIENT_PORT = 9092;

  /** The port of the listener INTERNAL if unspecified. */
  public static final int DEFAULT_INTERNAL_PORT = 9093;

  /**
   * A plan refuses more: one on each node of the largest cluster that Kubernetes is made for.
   *
   * @see <a href="https://kubernetes.io/docs/setup/best-practices/cluster-large/">Kubernetes:
   *     considerations for large clusters</a>
   */
  public static final int MOST_BROKERS = 5_000;

  KafkaSpec() {}

  /** The number of brokers. */
  public abstract int brokers();

  /** {@inheritDoc} See {@link #brokers()}. */
  @Override
  public int count() {
    return brokers();
  }

  /** The version. If unspecified, {@value #DEFAULT_VERSION}. */
  @Value.Default
  @Override
  public String version() {
    return DEFAULT_VERSION;
  }

  /** The container image. If unspecified, {@code apache/kafka:<version>}. */
  @Override
  public abstract Optional<String> image();

  /**
   * The port of the listener CLIENT, for clients inside the cluster. If unspecified, {@value
   * #DEFAULT_CLIENT_PORT}.
   */
  @Value.Default
  public int clientPort() {
    return DEFAULT_CLIENT_PORT;
  }

  /**
   * The port of the listener INTERNAL, which the brokers use among themselves. If unspecified,
   * {@value #DEFAULT_INTERNAL_PORT}.
   */
  @Value.Default
  public int internalPort() {
    return DEFAULT_INTERNAL_PORT;
  }

  /**
   * Settings of {@code server.properties}; they win over Slipway's defaults.
   *
   * @see <a href="https://kafka.apache.org/39/documentation.html#brokerconfigs">Kafka: broker
   *     configs</a>
   */
  @Override
  public abstract Map<String, String> settings();

  /** Topics that exist when the cluster is ready. If unspecified, none. */
  public abstract List<TopicSpec> topics();

  @Value.Check
  void check() {
    Require.atLeast(1, "kafka.brokers", brokers());
    Require.port("kafka.clientPort", clientPort());
    Require.port("kafka.internalPort", internalPort());
  }

  /** A builder of brokers. */
  public static Builder builder() {
    return ImmutableKafkaSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has, or besides it in lists and maps.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new KafkaVariation(this);
  }

  @Override
  public String toString() {
    Text text =
        Text.of("KafkaSpec")
            .value("brokers", brokers())
            .value("version", version())
            .optional("image", image())
            .unless(DEFAULT_CLIENT_PORT, "clientPort", clientPort())
            .unless(DEFAULT_INTERNAL_PORT, "internalPort", internalPort());
    return describe(text).list("topics", topics()).toString();
  }

  /** Builds {@link KafkaSpec}. */
  public interface Builder extends NodeSpec.Builder<KafkaSpec.Builder> {
    /** See {@link KafkaSpec#brokers()}. */
    Builder brokers(int brokers);

    /** See {@link KafkaSpec#clientPort()}. */
    Builder clientPort(int port);

    /** See {@link KafkaSpec#internalPort()}. */
    Builder internalPort(int port);

    /** One more of {@link KafkaSpec#topics()}. */
    Builder topic(TopicSpec topic);

    /** One more of {@link KafkaSpec#topics()}, of one partition. */
    default Builder topic(String name) {
      return topic(TopicSpec.of(name));
    }

    /** One more of {@link KafkaSpec#topics()}. */
    default Builder topic(String name, Consumer<? super TopicSpec.Builder> described) {
      TopicSpec.Builder topic = TopicSpec.builder().name(name);
      described.accept(topic);
      return topic(topic.build());
    }

    /** The value. */
    @CheckReturnValue
    KafkaSpec build();
  }
}
