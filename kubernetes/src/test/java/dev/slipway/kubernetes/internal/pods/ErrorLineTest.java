package dev.slipway.kubernetes.internal.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Last words of servers, as they were seen on a real cluster. */
class ErrorLineTest {
  @Test
  void knowsVolumesOfAnotherZooKeeper() {
    ErrorLine line =
        ErrorLine.in(
                List.of(
                    "[2026-11-20 15:36:32,843] ERROR Fatal error during KafkaServer startup."
                        + " Prepare to shutdown (kafka.server.KafkaServer)",
                    "java.lang.RuntimeException: Invalid cluster.id in:"
                        + " /var/lib/kafka/data/logs/meta.properties. Expected IpEA, but read J3Et",
                    "[2026-11-20 15:36:32,976] ERROR Exiting Kafka due to fatal exception during"
                        + " startup. (kafka.Kafka$)"))
            .orElseThrow();

    assertThat(line.hopeless()).isTrue();
    assertThat(line.toString())
        .contains("kept volumes of one kind were mixed with new ones")
        .contains("Expected IpEA, but read J3Et");
  }

  /** As the server's jar has it. */
  @Test
  void knowsVolumesOfAnotherBroker() {
    assertThat(
            ErrorLine.in(
                List.of(
                    "java.lang.RuntimeException: Stored node id 1 doesn't match previous node id 0"
                        + " in /var/lib/kafka/data/logs/meta.properties. If you moved your data,"
                        + " make sure your configured node id matches.")))
        .hasValueSatisfying(
            line -> {
              assertThat(line.hopeless()).isTrue();
              assertThat(line.toString()).startsWith("the volume holds the data of a broker of");
            });
  }

  @Test
  void knowsSettingsThatABrokerRefuses() {
    assertThat(
            ErrorLine.in(
                List.of(
                    "org.apache.kafka.common.config.ConfigException: Invalid value 9.9 for"
                        + " configuration inter.broker.protocol.version: Version `9.9` is not a"
                        + " valid version.")))
        .hasValueSatisfying(
            line -> {
              assertThat(line.hopeless()).isTrue();
              assertThat(line.toString()).startsWith("the broker refuses its settings (");
            });
  }

  @Test
  void takesTheLastErrorWhereNothingIsKnown() {
    assertThat(ErrorLine.in(List.of("a ERROR one", "INFO fine", "b ERROR two", "INFO end")))
        .hasValueSatisfying(
            line -> {
              assertThat(line.line()).isEqualTo("b ERROR two");
              assertThat(line.hopeless()).isFalse();
            });
    assertThat(ErrorLine.in(List.of("INFO fine"))).isEmpty();
  }

  /** Whichever of them is the last when somebody looks. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2026-11-26] ERROR Unable to resolve address: zk-2.zk.ns.svc.corp.example/<unresolved>:2181"
            + " (org.apache.zookeeper.client.StaticHostProvider)",
        "java.net.UnknownHostException: zk-2.zk.ns.svc.corp.example",
        "[2026-11-26] ERROR Unable to open socket to zk-2.zk.ns.svc.corp.example/<unresolved>:2181"
            + " (org.apache.zookeeper.ClientCnxnSocketNIO)"
      })
  void knowsEveryLineThatSaysThatANameDoesNotResolve(String last) {
    assertThat(ErrorLine.in(List.of("a ERROR one", last, "\tat java.base/x", "INFO fine")))
        .hasValueSatisfying(line -> assertThat(line.meaning()).contains("clusterDomain(...)"));
  }

  @Test
  void tellsWhatANameThatDoesNotResolveMayMean() {
    ErrorLine line =
        ErrorLine.in(
                List.of(
                    "[2026-01-01] ERROR Unable to resolve address: zk-0.zk.ns.svc.cluster.local",
                    "java.net.UnknownHostException: zk-0.zk.ns.svc.cluster.local"))
            .orElseThrow();

    assertThat(line.meaning()).contains("clusterDomain(...)");
    assertThat(line.hopeless()).isFalse();
    assertThat(
            ErrorLine.in(
                    List.of("java.net.UnknownHostException: a", "[2026-01-01] ERROR another thing"))
                .orElseThrow()
                .meaning())
        .isEmpty();
  }
}
