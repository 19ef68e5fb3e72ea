package dev.slipway.core.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.slipway.core.style.SpecStyle;
import java.util.Map;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A topic that exists when the cluster is ready. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableTopicSpec.class)
@JsonPropertyOrder("name")
public abstract class TopicSpec {
  TopicSpec() {}

  /** The topic's name. */
  public abstract String name();

  /** The number of partitions. If unspecified, 1. */
  @Value.Default
  public int partitions() {
    return 1;
  }

  /**
   * The number of replicas of each partition. If unspecified, the cluster's {@code
   * default.replication.factor}.
   */
  public abstract OptionalInt replicas();

  /**
   * Settings of this topic.
   *
   * @see <a href="https://kafka.apache.org/39/documentation.html#topicconfigs">Kafka: topic
   *     configs</a>
   */
  public abstract Map<String, String> settings();

  @Value.Check
  void check() {
    Require.text("topic name", name());
    Require.atLeast(1, "partitions of topic " + name(), partitions());
    replicas().ifPresent(count -> Require.atLeast(1, "replicas of topic " + name(), count));
  }

  /** A topic of one partition. */
  public static TopicSpec of(String name) {
    return builder().name(name).build();
  }

  /** A builder of a topic. */
  public static Builder builder() {
    return ImmutableTopicSpec.builder();
  }

  /**
   * A builder of the same value with something changed: what is said to it counts instead of what
   * this value has, or besides it in lists and maps.
   */
  @CheckReturnValue
  public Builder toBuilder() {
    return new TopicVariation(this);
  }

  @Override
  public String toString() {
    Text text = Text.of("TopicSpec").value("name", name()).value("partitions", partitions());
    replicas().ifPresent(count -> text.value("replicas", count));
    return text.settings("settings", settings()).toString();
  }

  /** Builds {@link TopicSpec}. */
  public interface Builder {
    /** See {@link TopicSpec#name()}. */
    Builder name(String name);

    /** See {@link TopicSpec#partitions()}. */
    Builder partitions(int partitions);

    /** See {@link TopicSpec#replicas()}. */
    Builder replicas(int replicas);

    /** One more of {@link TopicSpec#settings()}. */
    Builder setting(String key, String value);

    /** More of {@link TopicSpec#settings()}. */
    Builder settings(Map<String, ? extends String> settings);

    /** The value. */
    @CheckReturnValue
    TopicSpec build();
  }
}
