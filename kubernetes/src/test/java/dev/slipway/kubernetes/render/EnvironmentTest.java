package dev.slipway.kubernetes.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.kubernetes.manifest.Manifests;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void leavesTheHeapToTheImageWhereNothingIsAsked() {
    assertThat(names(Rendering.of(Rendering.cluster(1, 1))))
        .isNotEmpty()
        .doesNotContain("KAFKA_HEAP_OPTS");
  }

  @Test
  void takesTheHeapThatIsAsked() {
    assertThat(
            value(
                broker(b -> b.resources(r -> r.heap("512Mi").memory("2Gi"))),
                "c-broker",
                "KAFKA_HEAP_OPTS"))
        .isEqualTo("-Xmx524288k");
  }

  @Test
  void takesHalfOfTheMemoryOtherwise() {
    assertThat(value(broker(b -> b.resources(r -> r.memory("2Gi"))), "c-broker", "KAFKA_HEAP_OPTS"))
        .isEqualTo("-Xmx1048576k");
  }

  @Test
  void givesServersTheirHeapBeforeTheOtherOptions() {
    Manifests manifests =
        Rendering.of(
            ClusterSpec.builder()
                .name("c")
                .zookeeper(zookeeper -> zookeeper.servers(1).resources(r -> r.heap("256Mi")))
                .kafka(kafka -> kafka.brokers(1)));

    assertThat(value(manifests, "c-zookeeper", "JVMFLAGS")).startsWith("-Xmx262144k ");
  }

  @Test
  void letsTheUsersVariableWin() {
    assertThat(
            value(
                broker(b -> b.pod(p -> p.environment("LOG_DIR", "/mine"))), "c-broker", "LOG_DIR"))
        .isEqualTo("/mine");
  }

  @Test
  void addsTheUsersOptionsToItsOwn() {
    assertThat(
            value(
                broker(b -> b.pod(p -> p.environment("KAFKA_OPTS", "-Dmine=1"))),
                "c-broker",
                "KAFKA_OPTS"))
        .contains("-Dsun.net.inetaddr.ttl=")
        .endsWith(" -Dmine=1");
  }

  @Test
  void keepsTheNameOfThePod() {
    Manifests manifests = broker(b -> b.pod(p -> p.environment("POD_NAME", "mine")));

    assertThat(names(manifests)).containsOnlyOnce("POD_NAME");
    assertThat(
            environment(manifests, "c-broker").get(0).getValueFrom().getFieldRef().getFieldPath())
        .isEqualTo("metadata.name");
  }

  private static Manifests broker(Consumer<KafkaSpec.Builder> described) {
    return Rendering.of(
        ClusterSpec.builder()
            .name("c")
            .zookeeper(zookeeper -> zookeeper.servers(1))
            .kafka(
                kafka -> {
                  kafka.brokers(1);
                  described.accept(kafka);
                }));
  }

  private static List<String> names(Manifests manifests) {
    return environment(manifests, "c-broker").stream().map(EnvVar::getName).toList();
  }

  private static String value(Manifests manifests, String set, String name) {
    return environment(manifests, set).stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static List<EnvVar> environment(Manifests manifests, String set) {
    return Rendering.only(manifests, StatefulSet.class, set)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getEnv();
  }
}
