package dev.slipway.junit5;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;

/** Waits for what cannot be subscribed to. */
final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Until() {}

  static void met(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not met within " + LIMIT);
      }
      Thread.sleep(10);
    }
  }

  static <V> List<V> read(Consumer<?, V> consumer, Topic topic, int count) {
    consumer.subscribe(List.of(topic.name()));
    List<V> values = new ArrayList<>();
    long end = System.nanoTime() + LIMIT.toNanos();
    while (values.size() < count && System.nanoTime() < end) {
      consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
    }
    return values;
  }
}
