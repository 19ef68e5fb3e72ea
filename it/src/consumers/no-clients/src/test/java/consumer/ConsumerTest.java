package consumer;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsumerTest {
  @Test
  void hasNeitherClientsNorServer() {
    for (String kafka :
        List.of(
            "org.apache.kafka.clients.producer.KafkaProducer",
            "kafka.server.KafkaServer",
            "org.apache.zookeeper.ZooKeeper",
            "scala.Option")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(kafka));
    }
  }

  @Test
  void launchesAndIsToldWhatVerifies() {
    try (EmbeddedDeployment kafka =
        EmbeddedTarget.create()
            .deploy(
                cluster("small")
                    .zookeeper(1)
                    .kafka(described -> described.brokers(1).topic("greetings"))
                    .expose(nodePortPerBroker())
                    .build())) {
      assertTrue(kafka.bootstrapServers("external").startsWith("127.0.0.1:"));
      MissingProviderException missing =
          assertThrows(MissingProviderException.class, kafka::verify);
      assertTrue(missing.getMessage().contains("dev.slipway:slipway-verify"));
    }
  }
}
