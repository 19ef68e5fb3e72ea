package dev.slipway.it.kubernetes;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes records with acks=all until it is stopped, and remembers which were acknowledged. */
final class Traffic {
  private static final int LIMIT_SECONDS = 150;

  private final String bootstrap;
  private final String topic;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread writer = new Thread(this::write, "traffic");
  private final Semaphore counted = new Semaphore(0);
  private volatile boolean stopped;
  private volatile @Nullable Exception refusal;

  private Traffic(String bootstrap, String topic) {
    this.bootstrap = bootstrap;
    this.topic = topic;
  }

  static Traffic start(String bootstrap, String topic) {
    Traffic traffic = new Traffic(bootstrap, topic);
    traffic.writer.start();
    return traffic;
  }

  private void write() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "enable.idempotence",
            true,
            "delivery.timeout.ms",
            120_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; !stopped; i++) {
        String record = "record-" + i;
        producer.send(new ProducerRecord<>(topic, record, record)).get();
        acknowledged.add(record);
        counted.release();
      }
    } catch (ExecutionException e) {
      refusal = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops, reads everything, and gives what was acknowledged but is not there. */
  Set<String> lost(int partitions) throws InterruptedException {
    stop();
    if (refusal != null) {
      throw new AssertionError("a record was refused", refusal);
    }
    Set<String> missing = new HashSet<>(acknowledged);
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(part -> new TopicPartition(topic, part)).toList();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> missing.remove(record.value()));
      }
    }
    return missing;
  }

  /** So many more than when this was asked last. */
  void awaitAcknowledged(int count) throws InterruptedException {
    counted.drainPermits();
    if (!counted.tryAcquire(count, LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(acknowledged.size() + " records acknowledged, and no more", refusal);
    }
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  void stop() throws InterruptedException {
    stopped = true;
    writer.join();
  }
}
