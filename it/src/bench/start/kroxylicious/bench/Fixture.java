package bench;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterExecutionMode;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;

/** Three brokers and one controller of kroxylicious-junit5-extension, in this JVM. */
final class Fixture {
  private Fixture() {}

  public static void main(String[] args) {
    Start.run(
        () -> {
          KafkaCluster kafka =
              KafkaClusterFactory.create(
                  KafkaClusterConfig.builder()
                      .execMode(KafkaClusterExecutionMode.IN_VM)
                      .brokersNum(3)
                      .build());
          kafka.start();
          return new Start.Cluster() {
            @Override
            public String bootstrap() {
              return kafka.getBootstrapServers();
            }

            @Override
            public void close() throws Exception {
              kafka.close();
            }
          };
        });
  }
}
