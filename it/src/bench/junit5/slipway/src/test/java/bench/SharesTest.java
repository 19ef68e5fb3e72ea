package bench;

import dev.slipway.junit5.Bootstrap;
import dev.slipway.junit5.SlipwayCluster;
import org.junit.jupiter.api.Test;

/** What it costs to share a cluster that is up. */
@SlipwayCluster(zookeeper = 3, brokers = 3)
class SharesTest {
  @Test
  void costsNothing(@Bootstrap String bootstrap) {}
}
