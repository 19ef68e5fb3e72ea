package dev.slipway.dsl;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.KafkaSpec;
import java.util.function.Consumer;

/** A sentence that has yet to say which brokers are wanted. */
@CheckReturnValue
public interface NeedsKafka {
  /**
   * Launches so many brokers.
   *
   * @throws IllegalArgumentException if there is none
   */
  MeshlessSentence kafka(int brokers);

  /**
   * Launches brokers as {@code described}.
   *
   * @throws IllegalArgumentException if a value is wrong
   * @throws IllegalStateException if the number of brokers is missing, or something is said twice
   */
  MeshlessSentence kafka(Consumer<? super KafkaSpec.Builder> described);
}
