package dev.slipway.verify;

import dev.slipway.core.probe.Access.Door;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients for one listener, with keys that 3.9 and 4.x share. */
final class Clients {
  private final String bootstrap;
  private final int millis;

  Clients(Door door, Duration patience) {
    this.bootstrap = door.brokers().stream().map(Object::toString).collect(Collectors.joining(","));
    this.millis = Math.toIntExact(Math.max(1_000, patience.toMillis()));
  }

  Admin admin() {
    Map<String, Object> config = common("admin");
    config.put("default.api.timeout.ms", millis);
    return Admin.create(config);
  }

  Producer<String, String> producer() {
    Map<String, Object> config = common("producer");
    config.put("acks", "all");
    config.put("linger.ms", 0);
    config.put("max.block.ms", millis);
    config.put("delivery.timeout.ms", millis);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  Consumer<String, String> consumer() {
    Map<String, Object> config = common("consumer");
    config.put("default.api.timeout.ms", millis);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
  }

  private Map<String, Object> common(String role) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    // Of its own, or two clients of one name would quarrel over their MBean.
    config.put("client.id", "slipway-verify-" + role + "-" + UUID.randomUUID());
    config.put("request.timeout.ms", millis);
    config.put("reconnect.backoff.ms", 50);
    config.put("reconnect.backoff.max.ms", 200);
    config.put("retry.backoff.ms", 50);
    return config;
  }
}
