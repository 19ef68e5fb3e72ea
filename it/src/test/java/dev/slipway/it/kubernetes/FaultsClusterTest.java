package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.change.Progress;
import dev.slipway.kubernetes.manifest.Patches;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Why a cluster does not come up, in words that name node, condition and cause. */
@Tag("cluster")
class FaultsClusterTest {
  /** What heals by waiting is reported when time is over; long enough to have been visible. */
  private static final Duration SOON = Duration.ofSeconds(20);

  /** What can't heal is reported long before. */
  private static final Duration LONG = Duration.ofMinutes(4);

  private final List<Progress> progress = new CopyOnWriteArrayList<>();
  @RegisterExtension final RealCluster real = RealCluster.connect();

  private KubernetesTarget target(Duration limit) {
    return KubernetesTarget.of(real.client()).readyWithin(limit).progress(progress::add);
  }

  private ThrowingCallable deploying(Duration limit, ClusterSpec spec) {
    real.claim(spec.name());
    return () -> target(limit).deploy(spec);
  }

  private void assertToldWithin15Seconds(String text) {
    Duration applied = elapsed("changes");
    assertThat(elapsed(text).minus(applied)).isLessThan(Duration.ofSeconds(15));
  }

  private Duration elapsed(String text) {
    return progress.stream()
        .filter(news -> news.message().contains(text))
        .map(Progress::elapsed)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of '" + text + "' in " + progress));
  }

  @Test
  void namesAnImageThatCannotBePulled() {
    ClusterSpec spec =
        cluster("fault-pull")
            .zookeeper(1)
            .kafka(kafka -> kafka.brokers(1).image("registry.invalid/kafka:none"))
            .build();

    assertThatThrownBy(deploying(SOON, spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("fault-pull-broker-0")
        .hasMessageContaining("registry.invalid/kafka:none")
        .hasMessageContaining("Failed");
    assertToldWithin15Seconds("ErrImagePull");
  }

  @Test
  void givesUpEarlyAtAnImageNameThatIsNone() {
    ClusterSpec spec = cluster("fault-image").zookeeper(1).kafka(1).build();
    KubernetesTarget target =
        target(LONG)
            .patched(
                Patches.none()
                    .patch(
                        StatefulSet.class,
                        "fault-image-broker",
                        set -> {
                          set.getSpec()
                              .getTemplate()
                              .getSpec()
                              .getContainers()
                              .get(0)
                              .setImage("NO:such:name");
                          return set;
                        }));
    real.claim("fault-image");

    long begin = System.nanoTime();
    assertThatThrownBy(() -> target.deploy(spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("can't serve")
        .hasMessageContaining("InvalidImageName");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void givesUpEarlyAtSettingsThatTheBrokerRefuses() {
    ClusterSpec spec =
        cluster("fault-setting")
            .zookeeper(1)
            .kafka(kafka -> kafka.brokers(1).setting("inter.broker.protocol.version", "9.9"))
            .build();

    long begin = System.nanoTime();
    assertThatThrownBy(deploying(LONG, spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("fault-setting-broker-0")
        .hasMessageContaining("the broker refuses its settings")
        .hasMessageContaining("inter.broker.protocol.version");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void givesUpEarlyAtAQuota() {
    real.make("fault-quota");
    real.client()
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace("fault-quota")
                .withName("one-pod")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("1"))
                .endSpec()
                .build())
        .create();
    ClusterSpec spec =
        cluster("fault-quota").zookeeper(1).kafka(1).inExistingNamespace("fault-quota").build();

    long begin = System.nanoTime();
    assertThatThrownBy(() -> target(LONG).deploy(spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("exceeded quota: one-pod");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
    assertToldWithin15Seconds("exceeded quota");
  }

  @Test
  void givesUpEarlyAtAWebhookThatDeniesThePods(@TempDir Path folder) throws Exception {
    // Seen on 1.20: an API server that was built without calling any.
    assumeMinorVersion(25);
    real.make("fault-webhook");
    ClusterSpec spec =
        cluster("fault-webhook").zookeeper(1).kafka(1).inExistingNamespace("fault-webhook").build();

    try (DenyingWebhook webhook =
        DenyingWebhook.of(real.client(), "fault-webhook", "not on a Thursday", folder)) {
      long begin = System.nanoTime();
      assertThatThrownBy(() -> target(LONG).deploy(spec))
          .isInstanceOf(NotReadyException.class)
          .hasMessageContaining("can't serve")
          .hasMessageContaining("denied the request: not on a Thursday");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
      assertToldWithin15Seconds("denied the request");
      assertThat(webhook.denied()).isPositive();
    }
    target(LONG).deploy(spec).close();
  }

  private void assumeMinorVersion(int least) {
    String minor = real.client().getKubernetesVersion().getMinor();
    assumeThat(Integer.parseInt(minor.replaceAll("\\D", "")))
        .as("minor version of Kubernetes")
        .isGreaterThanOrEqualTo(least);
  }

  @Test
  void explainsWhatPodSecurityForbidsAMesh() {
    // Pod Security is in force from 1.25 on.
    assumeMinorVersion(25);
    real.make("fault-level");
    real.client()
        .namespaces()
        .withName("fault-level")
        .edit(
            namespace -> {
              namespace
                  .getMetadata()
                  .getLabels()
                  .put("pod-security.kubernetes.io/enforce", "restricted");
              return namespace;
            });
    ClusterSpec spec =
        cluster("fault-level").zookeeper(1).kafka(1).inExistingNamespace("fault-level").build();
    KubernetesTarget injecting =
        target(LONG)
            .patched(
                Patches.none()
                    .patch(
                        StatefulSet.class,
                        "fault-level-broker",
                        set -> {
                          set.getSpec().getTemplate().getSpec().getInitContainers().add(init());
                          return set;
                        }));

    long begin = System.nanoTime();
    assertThatThrownBy(() -> injecting.deploy(spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("violates PodSecurity")
        .hasMessageContaining("istio-cni");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
  }

  /** As Istio's webhook adds it. */
  private static Container init() {
    return new ContainerBuilder()
        .withName("istio-init")
        .withImage("busybox:1.36")
        .withNewSecurityContext()
        .withNewCapabilities()
        .withAdd("NET_ADMIN", "NET_RAW")
        .endCapabilities()
        .withRunAsUser(0L)
        .withRunAsNonRoot(false)
        .endSecurityContext()
        .build();
  }

  @Test
  void namesAVolumeThatNobodyProvides() {
    ClusterSpec spec =
        cluster("fault-volume")
            .zookeeper(1)
            .kafka(kafka -> kafka.brokers(1).storage(persistent("1Gi", "no-such-class")))
            .build();

    assertThatThrownBy(deploying(SOON, spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("fault-volume-broker-0")
        .hasMessageContaining("no-such-class");
    assertToldWithin15Seconds("unbound");
  }

  @Test
  void namesAPodThatFitsNowhere() {
    ClusterSpec spec =
        cluster("fault-place")
            .zookeeper(1)
            .kafka(
                kafka ->
                    kafka
                        .brokers(1)
                        .placement(placement -> placement.nodeSelector("no-such", "label")))
            .build();

    assertThatThrownBy(deploying(SOON, spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("fault-place-broker-0")
        .hasMessageContaining("Unschedulable")
        .hasMessageNotContaining("fault-place-zookeeper-0:");
    assertToldWithin15Seconds("Unschedulable");
  }

  @Test
  void saysThatServersHaveNoQuorum() {
    // Without it, servers that are not ready do not find each other, and so never become ready.
    KubernetesTarget target =
        target(Duration.ofSeconds(30))
            .patched(
                Patches.none()
                    .patch(
                        Service.class,
                        "fault-quorum-zookeeper",
                        service -> {
                          service.getSpec().setPublishNotReadyAddresses(false);
                          return service;
                        }));
    real.claim("fault-quorum");

    assertThatThrownBy(() -> target.deploy(cluster("fault-quorum").zookeeper(3).kafka(1).build()))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("fault-quorum-zookeeper-0: it runs, but does not serve yet")
        .hasMessageContaining("no quorum: it answers 'This ZooKeeper instance is not currently");
  }

  @Test
  void explainsNamesOfAnotherDomain() {
    ClusterSpec spec = cluster("fault-domain").zookeeper(3).kafka(1).build();
    real.claim(spec.name());

    assertThatThrownBy(
            () -> target(Duration.ofSeconds(50)).clusterDomain("corp.example").deploy(spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("fault-domain-zookeeper.fault-domain.svc.corp.example")
        .hasMessageContaining("say KubernetesTarget.clusterDomain(...)");
    assertThat(progress).anyMatch(news -> news.message().contains("clusterDomain(...)"));
  }

  @Test
  void asksForANodePortBeforeAnythingIsTouched() {
    ClusterSpec spec =
        cluster("fault-port")
            .zookeeper(1)
            .kafka(2)
            .expose(nodePortPerBroker().from(29_000).host("192.0.2.1"))
            .build();
    real.claim(spec.name());

    assertThatThrownBy(() -> target(LONG).deploy(spec))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("nothing was touched")
        .hasMessageContaining("fault-port-broker-1-external")
        .hasMessageContaining("nodePort 29001 (expected: within 30000-32767")
        .hasMessageContaining("begin at another port");
    assertThat(real.client().namespaces().withName("fault-port").get()).isNull();
    assertThatThrownBy(() -> target(LONG).nodePorts(30_000, 32_767).deploy(spec))
        .isInstanceOf(InvalidPlanException.class)
        .hasMessageContaining("PLAN-021");
  }

  @Test
  void explainsVolumesOfBrokersWithoutThoseOfZooKeeper() {
    real.claim("fault-mixed");
    ClusterSpec spec =
        cluster("fault-mixed")
            .zookeeper(zookeeper -> zookeeper.servers(1).storage(persistent("1Gi")))
            .kafka(kafka -> kafka.brokers(1).storage(persistent("1Gi")))
            .build();
    target(LONG).deploy(spec).delete();
    real.client()
        .persistentVolumeClaims()
        .inNamespace("fault-mixed")
        .withLabels(Map.of("app.kubernetes.io/component", NodeRole.ZOOKEEPER.word()))
        .delete();
    int written = real.writes();

    assertThatThrownBy(() -> target(LONG).deploy(spec))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("volumes of 1 brokers were kept, but none of ZooKeeper")
        .hasMessageContaining("nothing was touched");
    assertThat(real.writes()).isEqualTo(written);

    ClusterSpec withoutMemory =
        cluster("fault-mixed")
            .zookeeper(1)
            .kafka(kafka -> kafka.brokers(1).storage(persistent("1Gi")))
            .build();
    assertThatThrownBy(() -> target(LONG).deploy(withoutMemory)).isInstanceOf(ApplyException.class);
  }
}
