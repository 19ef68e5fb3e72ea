package bench;

import org.junit.jupiter.api.RepeatedTest;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.context.EmbeddedKafka;

@EmbeddedKafka(kraft = false, count = 3)
class BTest {
  @RepeatedTest(10)
  void passesARecord(EmbeddedKafkaBroker kafka) throws Exception {
    RoundTrip.run(kafka.getBrokersAsString());
  }
}
