package consumer;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ConsumerTest {
  @Test
  void hasItsOwnClientsAndNoServer() {
    String jar = KafkaProducer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String clients = "/kafka-clients-" + System.getProperty("expected.clients") + ".jar";
    assertTrue(jar.endsWith(clients), jar);
    for (String server :
        List.of("kafka.server.KafkaServer", "org.apache.zookeeper.ZooKeeper", "scala.Option")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(server));
    }
  }

  @Test
  void usesASmallCluster() throws Exception {
    use(
        cluster("small")
            .zookeeper(1)
            .kafka(kafka -> kafka.brokers(1).topic("greetings"))
            .expose(nodePortPerBroker())
            .build());
  }

  @Test
  void usesALargerCluster() throws Exception {
    use(
        cluster("larger")
            .zookeeper(3)
            .kafka(kafka -> kafka.brokers(3).topic("greetings"))
            .expose(nodePortPerBroker())
            .build());
  }

  private static void use(ClusterSpec spec) throws Exception {
    try (EmbeddedDeployment kafka = EmbeddedTarget.create().deploy(spec)) {
      String bootstrap = kafka.bootstrapServers("external");
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap),
              new StringSerializer(),
              new StringSerializer())) {
        producer.send(new ProducerRecord<>("greetings", "hello")).get();
        producer.send(new ProducerRecord<>("greetings", "world")).get();
      }
      assertEquals(List.of("hello", "world"), read(bootstrap));
      assertTrue(kafka.verify().orThrow().passed());
    }
  }

  private static List<String> read(String bootstrap) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "readers",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("greetings"));
      for (int poll = 0; poll < 300 && values.size() < 2; poll++) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
