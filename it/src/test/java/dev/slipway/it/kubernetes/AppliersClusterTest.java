package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several who change one cluster: at once, one after a killed one, and Slipway beside others. */
@Tag("cluster")
class AppliersClusterTest {
  private static final int SEEDS = Boolean.getBoolean("slipway.soak") ? 50 : 3;
  private static final int LATEST_KILL_MILLIS = 9_000;

  @RegisterExtension final RealCluster real = RealCluster.connect();

  private KubernetesTarget target() {
    return KubernetesTarget.of(real.client());
  }

  private static ClusterSpec spec(String name, long size) {
    return cluster(name)
        .zookeeper(1)
        .kafka(
            kafka -> kafka.brokers(1).setting("message.max.bytes", Long.toString(1_000_000 + size)))
        .build();
  }

  @Test
  void oneWaitsForTheOtherThatWantsTheSame() throws Exception {
    ClusterSpec spec = spec(real.claim("two-same"), 0);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<KubernetesDeployment> one = threads.submit(() -> target().deploy(spec));
      Future<KubernetesDeployment> other = threads.submit(() -> target().deploy(spec));

      one.get().close();
      try (KubernetesDeployment kafka = other.get()) {
        kafka.verify().orThrow();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(target().diff(spec).none()).isTrue();
    assertThat(leases("two-same")).isEmpty();
  }

  @Test
  void theOtherIsRefusedIfItWantsSomethingElse() throws Exception {
    real.claim("two-other");
    CountDownLatch applied = new CountDownLatch(1);
    KubernetesTarget first =
        target()
            .progress(
                news -> {
                  if (news.phase().equals("apply")) {
                    applied.countDown();
                  }
                });
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<KubernetesDeployment> one = threads.submit(() -> first.deploy(spec("two-other", 0)));
      assertThat(applied.await(1, TimeUnit.MINUTES)).isTrue();
      int written = real.writes();

      assertThatThrownBy(() -> target().deploy(spec("two-other", 1)))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("is being changed by " + System.getProperty("user.name") + "@")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("nothing was touched");
      assertThatThrownBy(() -> target().attach("two-other").delete())
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("is being changed by");

      assertThat(real.writes() - written).isLessThanOrEqualTo(renewals());
      one.get().verify().orThrow();
    } finally {
      threads.shutdown();
    }
  }

  /** What the first one may have written to keep its lease meanwhile. */
  private static int renewals() {
    return 2;
  }

  @Test
  void whoComesAfterAKilledOneGoesOn() throws Exception {
    real.claim("killed");
    for (long seed : LongStream.rangeClosed(1, SEEDS).toArray()) {
      int millis = new Random(seed).nextInt(LATEST_KILL_MILLIS);
      Process process = DeployProgram.start("killed", seed);
      try {
        DeployProgram.awaitBegin(process);
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        assertThat(ended && process.exitValue() != 0).as("failed by itself").isFalse();
      } finally {
        process.destroyForcibly().waitFor();
      }

      ClusterSpec spec = DeployProgram.spec("killed", seed);
      try (KubernetesDeployment kafka = target().deploy(spec)) {
        kafka.verify().orThrow();
      }
      assertThat(target().diff(spec).none()).as("seed %d, after %d ms", seed, millis).isTrue();
      assertThat(leases("killed")).isEmpty();
    }
  }

  @Test
  void aKilledDeletionIsTakenUp() {
    ClusterSpec spec = spec(real.claim("half-gone"), 0);
    KubernetesDeployment kafka = target().deploy(spec);
    real.client()
        .apps()
        .statefulSets()
        .inNamespace("half-gone")
        .withName("half-gone-broker")
        .delete();
    real.client().services().inNamespace("half-gone").delete();

    kafka.delete();
    kafka.delete();

    real.awaitGone("half-gone");
  }

  @Test
  void whoWasRobbedOfTheLeaseStops() {
    real.claim("robbed");
    KubernetesTarget target =
        target()
            .progress(
                news -> {
                  if (news.phase().equals("apply")) {
                    rob("robbed");
                  }
                });

    ClusterSpec spec = spec("robbed", 0);
    target().deploy(spec).close();

    assertThatThrownBy(() -> target.deploy(spec("robbed", 1)))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("the lease was lost to a robber");
  }

  /** As if this one had been stopped for so long that another one took over. */
  private void rob(String cluster) {
    Lease lease = leases(cluster).get(0);
    lease.getSpec().setHolderIdentity("a robber");
    lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1));
    real.client().resource(lease).update();
  }

  private List<Lease> leases(String namespace) {
    return real.client().leases().inNamespace(namespace).list().getItems();
  }

  @Test
  void aFieldOfAnotherManagerIsAConflictUnlessForced() {
    ClusterSpec spec = spec(real.claim("fields"), 0);
    target().deploy(spec).close();
    ConfigMap edited = broker();
    String wanted = edited.getData().get("fields-broker-0.properties");
    edited.setData(replaced(edited.getData()));
    edited.getMetadata().setManagedFields(null);
    real.client().resource(edited).fieldManager("somebody").forceConflicts().serverSideApply();
    assertThat(target().diff(spec).toString()).contains("was changed by somebody else");
    String version = broker().getMetadata().getResourceVersion();

    assertThatThrownBy(() -> target().deploy(spec))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("nothing was touched")
        .hasMessageContaining("ConfigMap fields/fields-broker")
        .hasMessageContaining("\"somebody\"")
        .hasMessageContaining(".data.fields-broker-0.properties")
        .hasMessageContaining("forceConflicts()");
    assertThat(broker().getMetadata().getResourceVersion()).isEqualTo(version);

    target().forceConflicts().deploy(spec).close();
    assertThat(broker().getData().get("fields-broker-0.properties")).isEqualTo(wanted).isNotEmpty();
  }

  private ConfigMap broker() {
    return real.client().configMaps().inNamespace("fields").withName("fields-broker").get();
  }

  private static Map<String, String> replaced(Map<String, String> data) {
    return data.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue() + "\n# edited by somebody\n"));
  }

  @Test
  void aNamespaceOfSomebodyElseIsRefused() {
    real.make("not-ours");

    assertThatThrownBy(() -> target().deploy(spec("not-ours", 0)))
        .isInstanceOf(ApplyException.class)
        .hasMessageContaining("Namespace not-ours: it is there and not of this cluster")
        .hasMessageContaining("inExistingNamespaces");
  }
}
