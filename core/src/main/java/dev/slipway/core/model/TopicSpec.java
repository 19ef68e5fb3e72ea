package dev.slipway.core.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** A topic. */
@Value.Immutable
@SpecStyle
@JsonDeserialize(as = ImmutableTopicSpec.class)
public abstract class TopicSpec {
  TopicSpec() {}

  /** The name. */
  public abstract String name();

  /** Partitions. */
  @Value.Default
  public int partitions() {
    return 1;
  }

  /** Replicas. */
  public abstract OptionalInt replicas();

  /** Settings. */
  public abstract Map<String, String> settings();

  /** A builder. */
  public static Builder builder() {
    return ImmutableTopicSpec.builder();
  }

  /** Builds. */
  public interface Builder {
    /** Name. */
    Builder name(String name);

    /** Partitions. */
    Builder partitions(int partitions);

    /** Replicas. */
    Builder replicas(int replicas);

    /** Setting. */
    Builder setting(String key, String value);

    /** Settings. */
    Builder settings(Map<String, ? extends String> settings);

    /** Builds. */
    TopicSpec build();
  }
}
