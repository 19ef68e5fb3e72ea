package dev.slipway.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequireTest {
  @Test
  void returnsWhatIsRight() {
    assertThat(Require.atLeast(1, "servers", 1)).isEqualTo(1);
    assertThat(Require.port("port", 65_535)).isEqualTo(65_535);
    assertThat(Require.text("name", "a")).isEqualTo("a");
  }

  @Test
  void namesWhatIsMissing() {
    assertThatThrownBy(() -> new ServiceAccount(missing(), "apps"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("service account name");
  }

  static Stream<Map.Entry<String, ThrowingCallable>> refused() {
    return List.<Map.Entry<String, ThrowingCallable>>of(
        Map.entry(
            "zookeeper.servers: 0 (expected: >= 1)",
            () -> ZooKeeperSpec.builder().servers(0).build()),
        Map.entry(
            "kafka.brokers: -1 (expected: >= 1)", () -> KafkaSpec.builder().brokers(-1).build()),
        Map.entry(
            "kafka.clientPort: 0 (expected: 1-65535)",
            () -> KafkaSpec.builder().brokers(1).clientPort(0).build()),
        Map.entry(
            "kafka.internalPort: 65536 (expected: 1-65535)",
            () -> KafkaSpec.builder().brokers(1).internalPort(65_536).build()),
        Map.entry("topic name: ' ' (expected: not blank)", () -> TopicSpec.of(" ")),
        Map.entry(
            "partitions of topic orders: 0 (expected: >= 1)",
            () -> TopicSpec.builder().name("orders").partitions(0).build()),
        Map.entry(
            "replicas of topic orders: 0 (expected: >= 1)",
            () -> TopicSpec.builder().name("orders").replicas(0).build()),
        Map.entry(
            "service account name: '' (expected: not blank)", () -> new ServiceAccount("", "apps")),
        Map.entry(
            "service account namespace: '' (expected: not blank)",
            () -> new ServiceAccount("orders", "")),
        Map.entry(
            "namespace of kafka: '' (expected: not blank)",
            () -> NamespacesSpec.of("zookeeper", "")),
        Map.entry("connect string: '' (expected: not blank)", () -> new ExistingZooKeeper("", "")),
        Map.entry(
            "storage class: '' (expected: not blank)", () -> StorageSpec.persistent("1Gi", "")),
        Map.entry("spread domains: 0 (expected: >= 1)", () -> SpreadSpec.overZones(0)),
        Map.entry("toleration key: '' (expected: not blank)", () -> Toleration.of("")),
        Map.entry(
            "host template: 'a' (expected: {id} where the broker's id goes)",
            () -> new HostSource.Template("a")))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void saysValueAndExpectation(Map.Entry<String, ThrowingCallable> refused) {
    assertThatThrownBy(refused.getValue())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(refused.getKey());
  }

  @SuppressWarnings("NullAway")
  private static String missing() {
    return null;
  }
}
