package dev.slipway.it.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients as a user makes them. */
final class Clients {
  private static final long SECONDS = 30;

  private Clients() {}

  static Admin admin(String bootstrap) {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  static KafkaProducer<String, String> producer(String bootstrap, Map<String, ?> more) {
    Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", bootstrap));
    config.putAll(more);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  static KafkaConsumer<String, String> consumer(String bootstrap, String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "session.timeout.ms",
            6_000),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** Writes values and waits until each is acknowledged by all replicas in sync. */
  static void write(String bootstrap, String topic, String... values) throws Exception {
    try (KafkaProducer<String, String> producer = producer(bootstrap, Map.of("acks", "all"))) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value)).get(SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** Reads so many values by a group of its own, or as many as there are in time. */
  static List<String> read(String bootstrap, String topic, int count) {
    List<String> values = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try (KafkaConsumer<String, String> consumer = consumer(bootstrap, "reader-" + topic)) {
      consumer.subscribe(List.of(topic));
      while (values.size() < count && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
