package dev.slipway.core.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Builds a {@link KafkaSpec} from another: what is not said anew is taken from there. */
final class KafkaVariation implements KafkaSpec.Builder {
  private final KafkaSpec base;
  private final KafkaSpec.Builder builder = KafkaSpec.builder();
  private final Set<String> said = new HashSet<>();

  KafkaVariation(KafkaSpec base) {
    this.base = base;
    builder.settings(base.settings());
    base.topics().forEach(builder::topic);
  }

  @Override
  public KafkaSpec.Builder brokers(int brokers) {
    said.add("brokers");
    builder.brokers(brokers);
    return this;
  }

  @Override
  public KafkaSpec.Builder version(String version) {
    said.add("version");
    builder.version(version);
    return this;
  }

  @Override
  public KafkaSpec.Builder image(String image) {
    said.add("image");
    builder.image(image);
    return this;
  }

  @Override
  public KafkaSpec.Builder clientPort(int clientPort) {
    said.add("clientPort");
    builder.clientPort(clientPort);
    return this;
  }

  @Override
  public KafkaSpec.Builder internalPort(int internalPort) {
    said.add("internalPort");
    builder.internalPort(internalPort);
    return this;
  }

  @Override
  public KafkaSpec.Builder resources(ResourcesSpec resources) {
    said.add("resources");
    builder.resources(resources);
    return this;
  }

  @Override
  public KafkaSpec.Builder storage(StorageSpec storage) {
    said.add("storage");
    builder.storage(storage);
    return this;
  }

  @Override
  public KafkaSpec.Builder placement(PlacementSpec placement) {
    said.add("placement");
    builder.placement(placement);
    return this;
  }

  @Override
  public KafkaSpec.Builder pod(PodSpec pod) {
    said.add("pod");
    builder.pod(pod);
    return this;
  }

  @Override
  public KafkaSpec.Builder resources(Consumer<? super ResourcesSpec.Builder> described) {
    ResourcesSpec.Builder varied = base.resources().toBuilder();
    described.accept(varied);
    return resources(varied.build());
  }

  @Override
  public KafkaSpec.Builder placement(Consumer<? super PlacementSpec.Builder> described) {
    PlacementSpec.Builder varied = base.placement().toBuilder();
    described.accept(varied);
    return placement(varied.build());
  }

  @Override
  public KafkaSpec.Builder pod(Consumer<? super PodSpec.Builder> described) {
    PodSpec.Builder varied = base.pod().toBuilder();
    described.accept(varied);
    return pod(varied.build());
  }

  @Override
  public KafkaSpec.Builder setting(String key, String value) {
    builder.setting(key, value);
    return this;
  }

  @Override
  public KafkaSpec.Builder settings(Map<String, ? extends String> settings) {
    builder.settings(settings);
    return this;
  }

  @Override
  public KafkaSpec.Builder topic(TopicSpec topic) {
    builder.topic(topic);
    return this;
  }

  @Override
  public KafkaSpec build() {
    if (said.add("brokers")) {
      builder.brokers(base.brokers());
    }
    if (said.add("version")) {
      builder.version(base.version());
    }
    if (said.add("image")) {
      base.image().ifPresent(builder::image);
    }
    if (said.add("clientPort")) {
      builder.clientPort(base.clientPort());
    }
    if (said.add("internalPort")) {
      builder.internalPort(base.internalPort());
    }
    if (said.add("resources")) {
      builder.resources(base.resources());
    }
    if (said.add("storage")) {
      builder.storage(base.storage());
    }
    if (said.add("placement")) {
      builder.placement(base.placement());
    }
    if (said.add("pod")) {
      builder.pod(base.pod());
    }
    return builder.build();
  }
}
