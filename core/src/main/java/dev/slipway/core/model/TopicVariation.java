package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Builds a {@link TopicSpec} from another: what is not said anew is taken from there. */
final class TopicVariation implements TopicSpec.Builder {
  private final TopicSpec base;
  private final TopicSpec.Builder builder = TopicSpec.builder();
  private final Set<String> said = new HashSet<>();

  TopicVariation(TopicSpec base) {
    this.base = base;
    builder.settings(base.settings());
  }

  @Override
  public TopicSpec.Builder name(String name) {
    said.add("name");
    builder.name(name);
    return this;
  }

  @Override
  public TopicSpec.Builder partitions(int partitions) {
    said.add("partitions");
    builder.partitions(partitions);
    return this;
  }

  @Override
  public TopicSpec.Builder replicas(int replicas) {
    said.add("replicas");
    builder.replicas(replicas);
    return this;
  }

  @Override
  public TopicSpec.Builder setting(String key, String value) {
    builder.setting(key, value);
    return this;
  }

  @Override
  public TopicSpec.Builder settings(Map<String, ? extends String> settings) {
    builder.settings(settings);
    return this;
  }

  @Override
  public TopicSpec build() {
    if (said.add("name")) {
      builder.name(base.name());
    }
    if (said.add("partitions")) {
      builder.partitions(base.partitions());
    }
    if (said.add("replicas")) {
      base.replicas().ifPresent(builder::replicas);
    }
    return builder.build();
  }
}
