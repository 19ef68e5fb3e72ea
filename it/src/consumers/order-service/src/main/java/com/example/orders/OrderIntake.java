package com.example.orders;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Takes orders. */
public final class OrderIntake implements AutoCloseable {
  private final KafkaProducer<String, Order> producer;
  private final String topic;

  public OrderIntake(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers, "acks", "all", "enable.idempotence", "true"),
            new StringSerializer(),
            new OrderSerde().serializer());
  }

  /** Done when the order is safe with every replica in sync. */
  public Future<RecordMetadata> place(Order order) {
    return producer.send(new ProducerRecord<>(topic, order.customer(), order));
  }

  @Override
  public void close() {
    producer.close();
  }
}
