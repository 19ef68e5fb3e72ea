package dev.slipway.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
  private static final String SECRET = "swordfish";
  private static final PlanJson JSON = PlanJson.of(SpecJson.create());

  private static ClusterSpec.Builder cluster(int servers, int brokers) {
    return ClusterSpec.builder()
        .name("c")
        .zookeeper(zookeeper -> zookeeper.servers(servers))
        .kafka(
            kafka ->
                kafka
                    .brokers(brokers)
                    .setting("ssl.keystore.password", SECRET)
                    .topic("t", topic -> topic.partitions(3).setting("retention.ms", "1000")));
  }

  private static ClusterPlan planned(ClusterSpec.Builder spec) {
    return Planner.plan(spec.build(), KubernetesFacts.builder().build());
  }

  private static Stream<ClusterPlan> plans() {
    ClusterSpec here = cluster(3, 3).build();
    return Stream.of(
        planned(cluster(1, 1)),
        planned(cluster(2, 12)),
        planned(
            ClusterSpec.builder()
                .name("c")
                .quorum(new ExistingZooKeeper("zk-0.zk:2181,[2001:db8::1]:2182", "/teams"))
                .kafka(kafka -> kafka.brokers(3).setting("ssl.keystore.password", SECRET))),
        Planner.plan(here, loopback(here)));
  }

  private static LoopbackFacts loopback(ClusterSpec spec) {
    return LoopbackFacts.builder()
        .folder("/tmp/cluster")
        .ports(IntStream.range(40_000, 40_000 + LoopbackFacts.portsNeeded(spec)).boxed().toList())
        .kafkaVersion(KafkaSpec.DEFAULT_VERSION)
        .zookeeperVersion(ZooKeeperSpec.DEFAULT_VERSION)
        .build();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void readsBackWhatWasDecided(ClusterPlan plan) {
    assertThat(JSON.read(JSON.write(plan), plan.spec(), secretsOf(plan))).isEqualTo(decided(plan));
  }

  private static BiFunction<String, String, Optional<String>> secretsOf(ClusterPlan plan) {
    return (node, key) ->
        plan.brokers().stream()
            .filter(broker -> broker.name().equals(node))
            .flatMap(broker -> broker.config().value(key).stream())
            .findFirst();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void writesNoSecretAndMasksItIfNobodyKnowsIt(ClusterPlan plan) {
    String document = JSON.write(plan);

    assertThat(document).doesNotContain(SECRET);
    assertThat(JSON.read(document, plan.spec(), (node, key) -> Optional.empty()).brokers())
        .isNotEmpty()
        .allSatisfy(
            broker ->
                assertThat(broker.config().value("ssl.keystore.password")).contains(Secrets.MASK));
  }

  private static ClusterPlan decided(ClusterPlan plan) {
    return new ClusterPlan(
        plan.spec(),
        plan.target(),
        plan.workloads(),
        plan.quorum(),
        plan.brokers(),
        plan.listeners(),
        plan.topics(),
        plan.traffic(),
        plan.mesh(),
        plan.notes(),
        List.of());
  }

  @Test
  void writesTheSameWhateverIsWarnedOf() {
    ClusterPlan warned = planned(cluster(2, 2));

    assertThat(warned.warnings()).isNotEmpty();
    assertThat(JSON.write(warned)).isEqualTo(JSON.write(decided(warned)));
  }

  @Test
  void growsByLittleForEachBroker() {
    int ten = JSON.write(planned(cluster(3, 10))).length();
    int twenty = JSON.write(planned(cluster(3, 20))).length();

    assertThat((twenty - ten) / 10).isLessThan(2_000);
  }

  @Test
  void refusesAnotherForm() {
    ClusterPlan plan = planned(cluster(1, 1));
    String later = JSON.write(plan).replace(PlanJson.API_VERSION, "slipway.dev/plan-v9");

    assertThatThrownBy(() -> JSON.read(later, plan.spec(), secretsOf(plan)))
        .isInstanceOf(MalformedSpecException.class)
        .hasMessage("$.apiVersion: \"slipway.dev/plan-v9\" (expected: \"slipway.dev/plan-v1\")");
  }

  @Test
  void refusesWhatIsUnknownAndTellsNoSecret() {
    ClusterPlan plan = planned(cluster(1, 1));
    String other = JSON.write(plan).replace("\"uid\":", "\"uidOfLater\":");

    assertThatThrownBy(() -> JSON.read(other, plan.spec(), secretsOf(plan)))
        .isInstanceOf(MalformedSpecException.class)
        .hasMessageStartingWith("$.plan.workloads[0].uidOfLater: unknown property")
        .message()
        .doesNotContain(SECRET);
  }
}
