package dev.slipway.core.model;

/** Builds a {@link KafkaSpec} from another: what is not said anew is taken from there. */
final class KafkaVariation extends NodeVariation<KafkaSpec.Builder> implements KafkaSpec.Builder {
  private final KafkaSpec base;
  private final KafkaSpec.Builder builder;

  KafkaVariation(KafkaSpec base) {
    this(base, KafkaSpec.builder());
  }

  private KafkaVariation(KafkaSpec base, KafkaSpec.Builder builder) {
    super(base, builder);
    this.base = base;
    this.builder = builder;
    base.topics().forEach(builder::topic);
  }

  @Override
  KafkaSpec.Builder self() {
    return this;
  }

  @Override
  public KafkaSpec.Builder brokers(int brokers) {
    say("brokers");
    builder.brokers(brokers);
    return this;
  }

  @Override
  public KafkaSpec.Builder clientPort(int port) {
    say("clientPort");
    builder.clientPort(port);
    return this;
  }

  @Override
  public KafkaSpec.Builder internalPort(int port) {
    say("internalPort");
    builder.internalPort(port);
    return this;
  }

  @Override
  public KafkaSpec.Builder topic(TopicSpec topic) {
    builder.topic(topic);
    return this;
  }

  @Override
  public KafkaSpec build() {
    complete();
    if (isUnsaid("brokers")) {
      builder.brokers(base.brokers());
    }
    if (isUnsaid("clientPort")) {
      builder.clientPort(base.clientPort());
    }
    if (isUnsaid("internalPort")) {
      builder.internalPort(base.internalPort());
    }
    return builder.build();
  }
}
