package dev.slipway.dsl;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ZooKeeperSpec;
import java.util.function.Consumer;

/** A sentence that has yet to say what keeps the brokers' metadata. */
@CheckReturnValue
public interface NeedsZooKeeper {
  /**
   * Launches so many ZooKeeper servers; an odd number, since a quorum is more than half of them.
   *
   * @throws IllegalArgumentException if there is none
   */
  NeedsKafka zookeeper(int servers);

  /**
   * Launches ZooKeeper servers as {@code described}.
   *
   * @throws IllegalArgumentException if a value is wrong
   * @throws IllegalStateException if the number of servers is missing, or something is said twice
   */
  NeedsKafka zookeeper(Consumer<? super ZooKeeperSpec.Builder> described);

  /** Uses ZooKeeper servers that are there already; nothing starts, stops or changes them. */
  NeedsKafka zookeeper(ExistingZooKeeper existing);
}
