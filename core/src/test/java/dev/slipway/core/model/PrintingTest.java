package dev.slipway.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintingTest {
  @Test
  void printsWhatWasSaidAndLeavesOutWhatWasNot() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .zookeeper(zookeeper -> zookeeper.servers(3))
            .kafka(kafka -> kafka.brokers(3).storage(StorageSpec.persistent("10Gi", "fast")))
            .build();

    assertThat(spec)
        .hasToString(
            "ClusterSpec{name=kafka,"
                + " quorum=ZooKeeperSpec{servers=3, version=3.9.4, storage=ephemeral},"
                + " kafka=KafkaSpec{brokers=3, version=3.9.2,"
                + " storage=persistent 10Gi of class fast}}");
  }

  @Test
  void hidesSecretSettings() {
    KafkaSpec spec =
        KafkaSpec.builder()
            .brokers(1)
            .setting("ssl.key.password", "hunter2")
            .setting("num.io.threads", "16")
            .topic("orders", topic -> topic.setting("client.secret", "hunter2"))
            .build();

    assertThat(spec.toString())
        .contains("settings={num.io.threads=16, ssl.key.password=(hidden)}")
        .doesNotContain("hunter2");
  }

  @Test
  void hidesSecretSettingsOfZooKeeper() {
    assertThat(
            ZooKeeperSpec.builder()
                .servers(1)
                .setting("ssl.quorum.keyStore.password", "hunter2")
                .build()
                .toString())
        .contains("ssl.quorum.keyStore.password=(hidden)")
        .doesNotContain("hunter2");
  }

  @Test
  void hidesEveryValueOfTheEnvironment() {
    assertThat(PodSpec.builder().environment("TZ", "hunter2").build())
        .hasToString("PodSpec{environment={TZ=(hidden)}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.key.password",
        "ssl.keystore.password",
        "ssl.keystore.key",
        "ssl.truststore.certificates",
        "sasl.jaas.config",
        "listener.name.external.plain.sasl.jaas.config",
        "delegation.token.secret.key",
        "basic.auth.credentials",
        "SSL.KEYSTORE.PASSWORD"
      })
  void knowsSecretsByTheirNames(String setting) {
    assertThat(Secrets.isSecret(setting)).isTrue();
    assertThat(Secrets.masked(setting, "hunter2")).isEqualTo("(hidden)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "num.io.threads",
        "log.dirs",
        "ssl.keystore.location",
        "delegation.token.expiry.time.ms"
      })
  void showsWhatIsNoSecret(String setting) {
    assertThat(Secrets.masked(setting, "16")).isEqualTo("16");
  }
}
