package dev.slipway.junit5;

import dev.slipway.verify.KafkaClients;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.ReflectionSupport;

/** Makes the clients of a test. */
final class ClientFactory {
  /** Long enough to send what is left, short enough for a cluster that is gone. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final String name;
  private final List<WithSerde> serdes;

  /**
   * For one client.
   *
   * @param settings what every client of the cluster must be set to
   * @param name tells it from every other
   * @param serdes for types of the user's own, the nearest first
   */
  ClientFactory(Map<String, Object> settings, String name, List<WithSerde> serdes) {
    this.settings = settings;
    this.name = name;
    this.serdes = serdes;
  }

  Client make(Wanted wanted) {
    Map<String, Object> config = new HashMap<>(settings);
    config.put("client.id", name);
    if (Producer.class.isAssignableFrom(wanted.raw())) {
      wanted.clientSettings().map(KeyValues::of).ifPresent(config::putAll);
      Producer<?, ?> producer =
          KafkaClients.making(
              () ->
                  new KafkaProducer<>(
                      config, serde(wanted, 0).serializer(), serde(wanted, 1).serializer()));
      return new Client(producer, () -> producer.close(CLOSE_LIMIT));
    }
    if (Consumer.class.isAssignableFrom(wanted.raw())) {
      config.put("group.id", name);
      config.put("auto.offset.reset", "earliest");
      wanted.clientSettings().map(KeyValues::of).ifPresent(config::putAll);
      Consumer<?, ?> consumer =
          KafkaClients.making(
              () ->
                  new KafkaConsumer<>(
                      config, serde(wanted, 0).deserializer(), serde(wanted, 1).deserializer()));
      return new Client(consumer, () -> consumer.close(CLOSE_LIMIT));
    }
    wanted.clientSettings().map(KeyValues::of).ifPresent(config::putAll);
    Admin admin = KafkaClients.making(() -> Admin.create(config));
    return new Client(admin, () -> admin.close(CLOSE_LIMIT));
  }

  private Serde<?> serde(Wanted wanted, int index) {
    Type type = wanted.argument(index);
    Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
    for (WithSerde own : serdes) {
      if (own.of() == raw) {
        return ReflectionSupport.newInstance(own.by());
      }
    }
    if (raw instanceof Class<?> known) {
      if (known == Void.class) {
        return Serdes.Void();
      }
      try {
        return Serdes.serdeFrom(known);
      } catch (IllegalArgumentException unknown) {
        // Told below, with what to do.
      }
    }
    throw new ParameterResolutionException(
        wanted.element()
            + ": no serde for "
            + type.getTypeName()
            + " (expected: a type of Kafka's Serdes, or @WithSerde(of = ..., by = ...) on the test"
            + " or its class)");
  }

  /**
   * A client and how it is closed.
   *
   * @param client the client
   * @param closing closes it, within seconds
   */
  record Client(Object client, Runnable closing) {}
}
