package bench;

import org.springframework.kafka.test.EmbeddedKafkaZKBroker;

/** One server and three brokers of spring-kafka-test, as by {@code @EmbeddedKafka(kraft = false)}. */
final class Fixture {
  private Fixture() {}

  public static void main(String[] args) {
    Start.run(
        () -> {
          EmbeddedKafkaZKBroker kafka = new EmbeddedKafkaZKBroker(3);
          kafka.afterPropertiesSet();
          return new Start.Cluster() {
            @Override
            public String bootstrap() {
              return kafka.getBrokersAsString();
            }

            @Override
            public void close() {
              kafka.destroy();
            }
          };
        });
  }
}
