package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.target.Deployment;
import dev.slipway.junit5.Bootstrap;
import dev.slipway.junit5.SlipwayCluster;
import org.junit.jupiter.api.Test;

@SlipwayCluster
class ExtensionTest {
  @Test
  void givesWhatNeedsNoClient(Deployment kafka, @Bootstrap String bootstrap) {
    assertEquals(kafka.bootstrapServers(), bootstrap);
    assertTrue(bootstrap.startsWith("127.0.0.1:"));
  }
}
