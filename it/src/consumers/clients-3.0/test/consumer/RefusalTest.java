package consumer;

import static dev.slipway.dsl.Slipway.cluster;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.problem.OldLibraryException;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import dev.slipway.verify.KafkaClients;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void tellsVersionPlaceAndWayOut() {
    try (EmbeddedDeployment kafka =
        EmbeddedTarget.create().deploy(cluster().zookeeper(1).kafka(1).build())) {
      assertTold(assertThrows(OldLibraryException.class, kafka::verify));
    }
  }

  @Test
  void tellsBeforeAClientIsMade() {
    assertTold(
        assertThrows(
            OldLibraryException.class,
            () -> KafkaClients.making(() -> Admin.create(new java.util.Properties()))));
  }

  private static void assertTold(OldLibraryException told) {
    String message = told.getMessage();
    assertTrue(message.startsWith("org.apache.kafka:kafka-clients: 3.0.2 in file:"), message);
    assertTrue(message.contains("kafka-clients-3.0.2.jar (expected: 3.1.0 or later)"), message);
  }
}
