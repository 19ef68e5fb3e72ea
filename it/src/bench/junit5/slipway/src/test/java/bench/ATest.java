package bench;

import dev.slipway.junit5.Bootstrap;
import dev.slipway.junit5.SlipwayCluster;
import org.junit.jupiter.api.RepeatedTest;

@SlipwayCluster(zookeeper = 3, brokers = 3)
class ATest {
  @RepeatedTest(10)
  void passesARecord(@Bootstrap String bootstrap) throws Exception {
    RoundTrip.run(bootstrap);
  }
}
