package dev.slipway.kubernetes.internal.access;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients as a user has them. */
final class TestClients {
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final String bootstrap;

  TestClients(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** Whether a client finds its way from the bootstrap address to the brokers. */
  boolean works() throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "default.api.timeout.ms",
                1_000,
                "request.timeout.ms",
                1_000))) {
      return !done(admin.describeCluster().nodes()).isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("bootstrap.servers", bootstrap);
    all.put("max.request.size", 10_000_000);
    all.putAll(settings);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("bootstrap.servers", bootstrap);
    all.put("auto.offset.reset", "earliest");
    all.putAll(settings);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      done(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 3))).all());
    }
  }

  static void send(KafkaProducer<byte[], byte[]> producer, String topic, int partition, int size)
      throws Exception {
    done(producer.send(new ProducerRecord<>(topic, partition, null, new byte[size])));
  }

  @Override
  public String toString() {
    return bootstrap;
  }

  /** Reads so many records; their bytes. */
  static long read(KafkaConsumer<byte[], byte[]> consumer, long records) {
    long end = System.nanoTime() + LIMIT.toNanos();
    long bytes = 0;
    long read = 0;
    while (read < records) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(read + " of " + records + " records within " + LIMIT);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        bytes += record.serializedValueSize();
        read++;
      }
    }
    return bytes;
  }

  static <T> T done(Future<T> future) throws Exception {
    return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
