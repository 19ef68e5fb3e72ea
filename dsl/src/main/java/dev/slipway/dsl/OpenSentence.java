package dev.slipway.dsl;

import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.MetadataQuorum;
import dev.slipway.core.model.ZooKeeperSpec;
import java.util.function.Consumer;

/** The stages before a sentence is complete. */
record OpenSentence(String name) implements NeedsZooKeeper {
  static OpenSentence named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("cluster name: '" + name + "' (expected: not blank)");
    }
    return new OpenSentence(name);
  }

  @Override
  public NeedsKafka zookeeper(int servers) {
    return zookeeper(zookeeper -> zookeeper.servers(servers));
  }

  @Override
  public NeedsKafka zookeeper(Consumer<? super ZooKeeperSpec.Builder> described) {
    ZooKeeperSpec.Builder builder = ZooKeeperSpec.builder();
    described.accept(builder);
    return new WithQuorum(name, builder.build());
  }

  @Override
  public NeedsKafka zookeeper(ExistingZooKeeper existing) {
    return new WithQuorum(name, existing);
  }

  private record WithQuorum(String name, MetadataQuorum quorum) implements NeedsKafka {
    @Override
    public MeshlessSentence kafka(int brokers) {
      return kafka(kafka -> kafka.brokers(brokers));
    }

    @Override
    public MeshlessSentence kafka(Consumer<? super KafkaSpec.Builder> described) {
      KafkaSpec.Builder builder = KafkaSpec.builder();
      described.accept(builder);
      return CompleteSentence.of(name, quorum, builder.build());
    }
  }
}
