package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.render.OwnerObject;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class KubernetesTargetClusterTest {
  private static final String TOPIC = "orders";
  private static final int PARTITIONS = 6;

  @RegisterExtension final RealCluster real = RealCluster.connect();

  /** One that has these namespaces enforce the restricted Pod Security Standard. */
  private KubernetesTarget target(String... restricted) {
    return KubernetesTarget.of(real.client()).patched(RealCluster.restricting(restricted));
  }

  private ClusterSpec spec(String name, String... settings) {
    real.claim(name);
    return cluster(name)
        .zookeeper(3)
        .kafka(
            kafka -> {
              kafka.brokers(3).topic(TOPIC, topic -> topic.partitions(PARTITIONS));
              for (int i = 0; i < settings.length; i += 2) {
                kafka.setting(settings[i], settings[i + 1]);
              }
            })
        .expose(nodePortPerBroker())
        .build();
  }

  @Test
  void deploysVerifiesAndWritesNothingTheSecondTime() {
    ClusterSpec spec = spec("twice");

    try (KubernetesDeployment kafka = target("twice").deploy(spec)) {
      kafka.verify().orThrow();
      assertThat(topics(kafka)).contains(TOPIC);
      assertThat(target("twice").diff(spec).none()).isTrue();
    }
    Map<String, String> before = uids("twice");
    int written = real.writes();
    int requested = real.requests();

    try (KubernetesDeployment again = target("twice").deploy(spec)) {
      assertThat(real.writes()).isEqualTo(written);
      assertThat(real.requests() - requested).isLessThan(40);
      assertThat(uids("twice")).isEqualTo(before).hasSize(6);
      again.verify().orThrow();
    }
  }

  @Test
  void rollsAChangeOneByOneAndLosesNothing() throws InterruptedException {
    try (KubernetesDeployment kafka = target("rolling").deploy(spec("rolling"))) {
      Map<String, String> before = uids("rolling");
      ClusterSpec changed = spec("rolling", "message.max.bytes", "2097152");
      assertThat(target("rolling").diff(changed).changes())
          .extracting(change -> change.object().replaceAll(" .*", ""))
          .contains("ConfigMap", "StatefulSet");
      Traffic traffic = Traffic.start(kafka.bootstrapServers(), TOPIC);

      target("rolling").deploy(changed).close();

      assertThat(traffic.lost(PARTITIONS)).isEmpty();
      assertThat(traffic.acknowledgedCount()).isPositive();
      Map<String, String> after = uids("rolling");
      assertThat(changed(before, after))
          .containsExactlyInAnyOrder("rolling-broker-0", "rolling-broker-1", "rolling-broker-2");
      kafka.verify().orThrow();
    }
  }

  @Test
  void keepsVolumesAndTakesTheDataUpAgain() throws InterruptedException {
    real.claim("keep");
    ClusterSpec spec =
        cluster("keep")
            .zookeeper(zookeeper -> zookeeper.servers(1).storage(persistent("1Gi")))
            .kafka(kafka -> kafka.brokers(1).storage(persistent("1Gi")).topic(TOPIC))
            .expose(nodePortPerBroker())
            .build();
    KubernetesDeployment first = target("keep").deploy(spec);
    Traffic traffic = Traffic.start(first.bootstrapServers(), TOPIC);
    traffic.awaitAcknowledged(10);
    traffic.stop();

    first.delete();
    assertThat(real.client().pods().inNamespace("keep").list().getItems()).isEmpty();
    assertThat(real.client().persistentVolumeClaims().inNamespace("keep").list().getItems())
        .isNotEmpty();

    try (KubernetesDeployment again = target("keep").deploy(spec)) {
      again.verify().orThrow();
      assertThat(TopicContents.of(again.bootstrapServers(), TOPIC))
          .hasSize(traffic.acknowledgedCount());
      again.deleteWithVolumes();
    }
    assertThat(real.client().persistentVolumeClaims().inNamespace("keep").list().getItems())
        .allMatch(claim -> claim.getMetadata().getDeletionTimestamp() != null);
  }

  @Test
  void worksInTwoNamespacesAndSharesAZooKeeper() {
    real.claim("guide-zk");
    real.claim("guide-kafka");
    real.claim("second");
    ClusterSpec guide =
        cluster("guide")
            .zookeeper(zookeeper -> zookeeper.servers(1).chroot("/kafka-root"))
            .kafka(1)
            .inNamespaces("guide-zk", "guide-kafka")
            .build();
    try (KubernetesDeployment first = target("guide-zk", "guide-kafka").deploy(guide)) {
      first.verify().orThrow();
      String connect = first.plan().servers().get(0).client().toString();
      ClusterSpec second =
          cluster("second").zookeeper(existing(connect, "/second")).kafka(1).build();

      try (KubernetesDeployment other = target("second").deploy(second)) {
        other.verify().orThrow();
      }
      first.verify().orThrow();
    }
  }

  @Test
  void attachesFromTheClusterAlone() {
    target("attached").deploy(spec("attached")).close();

    try (KubernetesDeployment kafka = target().attach("attached")) {
      assertThat(kafka.plan().brokers()).hasSize(3);
      kafka.verify().orThrow();
    }
    assertThatThrownBy(() -> target().attach("nobody"))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("nobody-slipway");
  }

  @Test
  void attachesToWhatWasCarriedOutAndDeploysItUnchanged() {
    real.claim("kept");
    ClusterSpec spec =
        cluster("kept")
            .zookeeper(1)
            .kafka(
                kafka ->
                    kafka
                        .brokers(1)
                        .setting("ssl.keystore.password", "swordfish")
                        .pod(
                            pod ->
                                pod.environment("GREETING", "marlin")
                                    .environment("KAFKA_OPTS", "-Dmine=herring")))
            .expose(nodePortPerBroker())
            .build();
    ClusterPlan carriedOut;
    try (KubernetesDeployment kafka = target("kept").deploy(spec)) {
      carriedOut = kafka.plan();
    }

    try (KubernetesDeployment kafka = target("kept").attach("kept")) {
      assertThat(kafka.plan().spec()).isEqualTo(spec);
      assertThat(kafka.plan().brokers()).isEqualTo(carriedOut.brokers());
      assertThat(kafka.plan().describe()).doesNotContain("swordfish", "marlin", "herring");
      assertThat(target("kept").diff(kafka.plan().spec()).changes()).isEmpty();
    }
    forget("kept", OwnerObject.PLAN);
    try (KubernetesDeployment kafka = target("kept").attach("kept")) {
      assertThat(kafka.plan().brokers()).isEqualTo(carriedOut.brokers());
      kafka.deleteWithVolumes();
    }
  }

  private void forget(String cluster, String key) {
    real.client()
        .configMaps()
        .inNamespace(cluster)
        .withName(OwnerObject.name(cluster))
        .edit(
            owner -> {
              owner.getData().remove(key);
              return owner;
            });
  }

  @Test
  void refusesWhatAStatefulSetCanNeverTakeBeforeTouchingAnything() {
    real.claim("fixed");
    target().deploy(cluster("fixed").zookeeper(1).kafka(1).build()).close();
    int written = real.writes();

    assertThatThrownBy(
            () ->
                target()
                    .deploy(
                        cluster("fixed")
                            .zookeeper(1)
                            .kafka(kafka -> kafka.brokers(1).storage(persistent("1Gi")))
                            .build()))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("nothing was touched")
        .hasMessageContaining("StatefulSet fixed/fixed-broker");
    assertThat(real.writes()).isEqualTo(written);
  }

  private Map<String, String> uids(String namespace) {
    return real.client().pods().inNamespace(namespace).list().getItems().stream()
        .collect(
            Collectors.toMap(
                pod -> pod.getMetadata().getName(), (Pod pod) -> pod.getMetadata().getUid()));
  }

  private static List<String> changed(Map<String, String> before, Map<String, String> after) {
    return before.keySet().stream()
        .filter(pod -> !Objects.equals(before.get(pod), after.get(pod)))
        .toList();
  }

  private static List<String> topics(KubernetesDeployment kafka) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers("external")))) {
      return List.copyOf(admin.listTopics().names().get());
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("topics could not be listed", e);
    }
  }
}
