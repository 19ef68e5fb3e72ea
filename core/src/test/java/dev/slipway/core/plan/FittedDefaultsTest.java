package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.KUBERNETES;
import static dev.slipway.core.plan.Samples.kafka;
import static dev.slipway.core.plan.Samples.zookeeper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedDefaultsTest {
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,2", "4,2"})
  void wantsLessInSyncThanTheUserHasReplicas(String replicas, String inSync) {
    ConfigFile config =
        broker(
            kafka(
                k ->
                    k.brokers(5)
                        .setting("default.replication.factor", replicas)
                        .setting("offsets.topic.replication.factor", replicas)
                        .setting("transaction.state.log.replication.factor", replicas)));

    assertThat(config.value("min.insync.replicas")).contains(inSync);
    assertThat(config.value("transaction.state.log.min.isr")).contains(inSync);
  }

  @Test
  void leavesTheUsersOwnMinimum() {
    ConfigFile config =
        broker(
            kafka(
                k ->
                    k.brokers(5)
                        .setting("default.replication.factor", "5")
                        .setting("min.insync.replicas", "1")));

    assertThat(config.value("min.insync.replicas")).contains("1");
  }

  @ParameterizedTest
  @CsvSource({
    "minSessionTimeout,50000,maxSessionTimeout,50000",
    "maxSessionTimeout,3000,minSessionTimeout,3000",
    "minSessionTimeout,40000,maxSessionTimeout,",
    "maxSessionTimeout,4000,minSessionTimeout,",
    "maxSessionTimeout,-1,minSessionTimeout,"
  })
  void keepsTheLeastSessionBelowTheLongest(String key, String value, String other, String fitted) {
    ConfigFile config = server(zookeeper(zookeeper -> zookeeper.servers(3).setting(key, value)));

    assertThat(config.value(key)).contains(value);
    assertThat(config.value(other).orElse(null)).isEqualTo(fitted);
  }

  @ParameterizedTest
  @CsvSource({"1,2097152", "' 3 ',6291456", "${env:THREADS},"})
  void leavesEveryThreadOfTheCleanerItsShare(String threads, String buffer) {
    Map<String, String> preferred =
        FittedDefaults.ofTarget(
            Map.of("log.cleaner.dedupe.buffer.size", "2097152"),
            Map.of("log.cleaner.threads", threads));

    assertThat(preferred.get("log.cleaner.dedupe.buffer.size")).isEqualTo(buffer);
  }

  private static ConfigFile broker(ClusterSpec spec) {
    return Planner.plan(spec, KUBERNETES).brokers().get(0).config();
  }

  private static ConfigFile server(ClusterSpec spec) {
    return Planner.plan(spec, KUBERNETES).servers().get(0).config();
  }
}
