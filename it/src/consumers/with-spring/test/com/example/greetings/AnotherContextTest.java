package com.example.greetings;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.greetings.GreetingsApplication.Greetings;
import dev.slipway.junit5.ClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A second context while the first is cached: both use one cluster, which outlives them. */
@SpringBootTest(
    properties = {"spring.kafka.consumer.auto-offset-reset=earliest", "greetings.group=another"})
class AnotherContextTest {
  @RegisterExtension
  static ClusterExtension kafka =
      ClusterExtension.of(cluster().zookeeper(1).kafka(k -> k.brokers(3).topic("greetings")));

  @DynamicPropertySource
  static void kafka(DynamicPropertyRegistry registry) {
    registry.add("spring.kafka.bootstrap-servers", kafka::bootstrapServers);
  }

  @Autowired private Greetings greetings;

  @Test
  void hearsWhatItSays() throws Exception {
    greetings.greet("moon");

    long end = System.nanoTime() + 60_000_000_000L;
    while (!greetings.heard().contains("hello moon") && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(greetings.heard()).contains("hello moon");
  }
}
