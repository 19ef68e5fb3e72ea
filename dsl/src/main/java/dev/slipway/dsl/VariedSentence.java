package dev.slipway.dsl;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import java.util.function.Consumer;

/**
 * A cluster that was said before, with something changed. What is said here and in what follows
 * counts instead of what was said before, or besides it in lists and maps: topics, listeners,
 * clients, settings, labels, annotations.
 */
@CheckReturnValue
public interface VariedSentence extends MeshlessSentence {
  /**
   * Gives the cluster another name. Its namespaces follow if they were not said.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if it was said already
   */
  VariedSentence named(String name);

  /**
   * Launches the same ZooKeeper servers, but as {@code described}; instead of existing ones, these.
   *
   * @throws IllegalArgumentException if a value is wrong
   * @throws IllegalStateException if it or something in it was said already
   */
  VariedSentence zookeeper(Consumer<? super ZooKeeperSpec.Builder> described);

  /**
   * Launches the same brokers, but as {@code described}.
   *
   * @throws IllegalArgumentException if a value is wrong
   * @throws IllegalStateException if it or something in it was said already
   */
  VariedSentence kafka(Consumer<? super KafkaSpec.Builder> described);
}
