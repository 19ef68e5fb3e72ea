package dev.slipway.verify;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.TimeLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients for one listener, with keys that 3.9 and 4.x share. */
final class Clients {
  /** So that one who does not answer leaves time to ask others. */
  private static final int REQUESTS = 8;

  private static final int SHORTEST_REQUEST = 500;
  // What Kafka itself chooses; a longer one would only hide that a broker is silent.
  private static final int LONGEST_REQUEST = 30_000;
  private static final int CONNECTION = 2_000;

  private final Door door;
  private final int millis;
  private final int requestMillis;

  Clients(Door door, Duration patience) {
    this.door = door;
    this.millis = Math.max(2 * SHORTEST_REQUEST, TimeLimit.millis(patience));
    this.requestMillis = Math.min(LONGEST_REQUEST, Math.max(SHORTEST_REQUEST, millis / REQUESTS));
  }

  Admin admin() {
    Map<String, Object> config = common("admin");
    // Questions are small and asked again: half as long leaves time for twice as many brokers.
    config.put("request.timeout.ms", requestMillis / 2);
    config.put("default.api.timeout.ms", millis);
    return KafkaClients.making(() -> Admin.create(config));
  }

  Producer<String, String> producer() {
    Map<String, Object> config = common("producer");
    config.put("acks", "all");
    config.put("linger.ms", 0);
    // One record each: it saves a request to the controller.
    config.put("enable.idempotence", false);
    config.put("max.block.ms", millis);
    config.put("delivery.timeout.ms", millis);
    return KafkaClients.making(
        () -> new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()));
  }

  Consumer<String, String> consumer() {
    Map<String, Object> config = common("consumer");
    config.put("default.api.timeout.ms", millis);
    config.put("enable.auto.commit", false);
    // A consumer is closed only after the last fetch, which finds nothing new, has been answered.
    config.put("fetch.max.wait.ms", 10);
    config.put("auto.offset.reset", "earliest");
    return KafkaClients.making(
        () -> new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer()));
  }

  /** Which brokers answer when they are asked themselves, by id. */
  Map<Integer, Boolean> answers() {
    Map<Integer, Boolean> answers = new TreeMap<>();
    for (int id = 0; id < door.brokers().size(); id++) {
      answers.put(id, answers(door.brokers().get(id)));
    }
    return answers;
  }

  private boolean answers(Endpoint broker) {
    Map<String, Object> config = common("knock");
    // The first request for metadata can only go there; an admin client would go on to others.
    config.put("bootstrap.servers", broker.toString());
    config.put("max.block.ms", SHORTEST_REQUEST);
    Producer<String, String> producer =
        KafkaClients.making(
            () -> new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()));
    try {
      producer.partitionsFor(ClusterPlan.PROBE_TOPIC);
      return true;
    } catch (KafkaException e) {
      return false;
    } finally {
      producer.close(Duration.ZERO);
    }
  }

  private Map<String, Object> common(String role) {
    Map<String, Object> config = new HashMap<>(door.clientSettings());
    // Of its own, or two clients of one name would quarrel over their MBean.
    config.put("client.id", "slipway-verify-" + role + "-" + UUID.randomUUID());
    config.put("request.timeout.ms", requestMillis);
    // An address that swallows packets must not use up the patience meant for the others.
    config.put("socket.connection.setup.timeout.ms", CONNECTION);
    config.put("socket.connection.setup.timeout.max.ms", 2 * CONNECTION);
    // As long as one is not tried again, a client turns to the others.
    config.put("reconnect.backoff.ms", SHORTEST_REQUEST);
    config.put("reconnect.backoff.max.ms", 2 * SHORTEST_REQUEST);
    config.put("retry.backoff.ms", 50);
    return config;
  }
}
