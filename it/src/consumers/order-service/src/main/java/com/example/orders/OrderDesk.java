package com.example.orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Handles orders, one of several desks. */
public final class OrderDesk implements AutoCloseable {
  private final KafkaConsumer<String, Order> consumer;
  private final List<Order> handled = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Set<TopicPartition> assigned = Set.of();

  public OrderDesk(String bootstrapServers, String topic, String group) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "heartbeat.interval.ms",
                500),
            new StringDeserializer(),
            new OrderSerde().deserializer());
    thread = new Thread(() -> run(topic), "order-desk-" + group);
    thread.start();
  }

  private void run(String topic) {
    try (consumer) {
      consumer.subscribe(List.of(topic));
      while (true) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> handled.add(record.value()));
        assigned = consumer.assignment();
      }
    } catch (WakeupException closing) {
      assigned = Set.of();
    }
  }

  /** What this desk has handled so far. */
  public List<Order> handled() {
    return List.copyOf(handled);
  }

  /** How many partitions it serves at the moment. */
  public int partitions() {
    return assigned.size();
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
