package dev.slipway.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.probe.VerificationReport;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
  private static final Map<String, Object> SETTINGS =
      Map.of("bootstrap.servers", "first:1,second:2", "security.protocol", "PLAINTEXT");

  private final Deployment deployment = new Planned();

  @Test
  void tellAddressesAndSecurity() {
    assertThat(deployment.clientSettings()).isEqualTo(SETTINGS);
  }

  @Test
  void tellThemOfOneListener() {
    assertThat(deployment.clientSettings("internal"))
        .containsEntry("bootstrap.servers", "internal:3")
        .containsEntry("security.protocol", "PLAINTEXT");
  }

  @Test
  void areTheSameAsProperties() {
    Properties properties = deployment.clientProperties();

    assertThat(properties).isEqualTo(SETTINGS);
    assertThat(deployment.clientProperties("internal"))
        .isEqualTo(deployment.clientSettings("internal"));
  }

  @Test
  void areTheCallersToAddTo() {
    deployment.clientSettings().put("acks", "all");

    assertThat(deployment.clientSettings()).doesNotContainKey("acks");
  }

  @Test
  void nameTheListenersThereAre() {
    assertThatThrownBy(() -> deployment.clientSettings("external"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("external")
        .hasMessageContaining("[client, internal]");
  }

  /** Knows its plan, and addresses that tell the listeners apart. */
  private static final class Planned implements Deployment {
    @Override
    public ClusterPlan plan() {
      return Planner.plan(
          ClusterSpec.builder()
              .zookeeper(zookeeper -> zookeeper.servers(1))
              .kafka(kafka -> kafka.brokers(1))
              .build(),
          KubernetesFacts.builder().build());
    }

    @Override
    public String bootstrapServers() {
      return "first:1,second:2";
    }

    @Override
    public String bootstrapServers(String listener) {
      return plan().listener(listener).name() + ":3";
    }

    @Override
    public String zookeeperConnect() {
      return plan().quorum().connect();
    }

    @Override
    public VerificationReport verify() {
      throw new UnsupportedOperationException("verify");
    }

    @Override
    public VerificationReport verify(Duration limit) {
      throw new UnsupportedOperationException("verify");
    }

    @Override
    public void close() {}
  }
}
