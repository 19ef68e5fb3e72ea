package dev.slipway.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.ClusterNode;
import dev.slipway.core.target.Deployment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to whom after a cluster could not be repaired. */
class SharedClusterTest {
  @Test
  void tellsWhoComesAfterAFailedRepair() {
    Lost deployment = new Lost();
    SharedCluster cluster = new SharedCluster("kafka", () -> deployment, () -> {}, Duration.ZERO);
    assertThat(cluster.deployment()).isSameAs(deployment);
    assertThat(cluster.damage()).isEqualTo("kafka: [kafka-broker-0 STOPPED]");

    assertThatThrownBy(cluster::repair)
        .isInstanceOf(NotReadyException.class)
        .hasMessage("kafka-broker-0 did not start");

    assertThat(cluster.isUp()).isFalse();
    assertThatThrownBy(cluster::deployment)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("kafka: broken by a test before, and not repaired (expected: a working one)")
        .hasRootCauseMessage("kafka-broker-0 did not start");

    cluster.close();
    cluster.close();
    assertThat(deployment.ends).isEqualTo(1);
    assertThatThrownBy(cluster::deployment)
        .hasMessage("kafka: closed (expected: used by running tests only)");
  }

  /** A cluster whose broker is gone for good. */
  private static final class Lost implements Deployment, ClusterNode {
    private int ends;

    @Override
    public Collection<ClusterNode> nodes() {
      return List.of(this);
    }

    @Override
    public ClusterPlan plan() {
      throw unused();
    }

    @Override
    public String bootstrapServers() {
      throw unused();
    }

    @Override
    public String bootstrapServers(String listener) {
      throw unused();
    }

    @Override
    public String zookeeperConnect() {
      throw unused();
    }

    @Override
    public VerificationReport verify() {
      throw unused();
    }

    @Override
    public VerificationReport verify(Duration limit) {
      throw unused();
    }

    @Override
    public void close() {
      ends++;
    }

    @Override
    public String name() {
      return "kafka-broker-0";
    }

    @Override
    public NodeRole role() {
      return NodeRole.BROKER;
    }

    @Override
    public int id() {
      return 0;
    }

    @Override
    public State state() {
      return State.STOPPED;
    }

    @Override
    public void start() {
      throw new NotReadyException("kafka-broker-0 did not start", List.of());
    }

    @Override
    public void stop() {}

    @Override
    public void kill() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public List<String> lastLogLines() {
      return List.of();
    }

    private static IllegalStateException unused() {
      return new IllegalStateException("not a part of this test");
    }
  }

  @Test
  void findsNodesByTheirIds() {
    Lost deployment = new Lost();

    assertThat(deployment.broker(0)).isSameAs(deployment);
    assertThatThrownBy(() -> deployment.server(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zookeeper: 1 (expected: one of [])");
  }
}
