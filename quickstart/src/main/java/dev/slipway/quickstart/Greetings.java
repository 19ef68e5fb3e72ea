package dev.slipway.quickstart;

import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends {@code hello} and {@code world} in at every broker's door, and reads them back there. */
final class Greetings {
  static final String TOPIC = "greetings";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ClusterPlan plan;
  private final String listener;

  Greetings(ClusterPlan plan, String listener) {
    this.plan = plan;
    this.listener = listener;
  }

  void exchange(PrintStream out) throws InterruptedException {
    for (BrokerPlan broker : plan.brokers()) {
      String address = broker.listener(listener).advertised().toString();
      String run = UUID.randomUUID().toString();
      int partition = send(address, broker.id(), run);
      List<String> words = read(address, partition, run);
      out.println("  " + broker.name() + " at " + address + " said " + words);
    }
  }

  /** Sends to a partition that the broker itself leads, and says to which. */
  private static int send(String address, int broker, String run) throws InterruptedException {
    Map<String, Object> config = Map.of("bootstrap.servers", address, "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      int partition =
          producer.partitionsFor(TOPIC).stream()
              .filter(candidate -> candidate.leader().id() == broker)
              .map(PartitionInfo::partition)
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("broker " + broker + " leads no partition"));
      for (String word : List.of("hello", "world")) {
        producer.send(new ProducerRecord<>(TOPIC, partition, run, word)).get();
      }
      return partition;
    } catch (ExecutionException e) {
      throw new IllegalStateException("not sent through " + address + ": " + e.getCause(), e);
    }
  }

  private static List<String> read(String address, int partition, String run) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", address, "auto.offset.reset", "earliest");
    List<String> words = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, partition));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (words.size() < 2 && System.nanoTime() < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  if (run.equals(record.key())) {
                    words.add(record.value());
                  }
                });
      }
    }
    return words;
  }
}
