package bench;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.kafka.test.EmbeddedKafkaZKBroker;

class BTest {
  private static final EmbeddedKafkaZKBroker KAFKA = new EmbeddedKafkaZKBroker(3, false, 1);

  @BeforeAll
  static void start() {
    KAFKA.afterPropertiesSet();
  }

  @RepeatedTest(10)
  void passesARecord() throws Exception {
    RoundTrip.run(KAFKA.getBrokersAsString());
  }

  @AfterAll
  static void stop() {
    KAFKA.destroy();
  }
}
