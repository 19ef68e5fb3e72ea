package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.it.mesh.MeshDefinitions;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.change.Progress;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clusters with the objects of a mesh; the cluster's API server knows the kinds, no proxy runs. */
@Tag("cluster")
class MeshCrossingClusterTest {
  private static final String TOPIC = "orders";
  private static final int PARTITIONS = 6;
  private static final String SECURITY = "security.istio.io/v1beta1";

  @RegisterExtension final RealCluster real = RealCluster.connect();

  @BeforeEach
  void install() throws Exception {
    MeshDefinitions.install(real.client());
  }

  private ClusterSpec spec(String name, MeshSpec... mesh) {
    real.claim(name);
    var plain =
        cluster(name)
            .zookeeper(3)
            .kafka(kafka -> kafka.brokers(3).topic(TOPIC, topic -> topic.partitions(PARTITIONS)));
    return mesh.length == 0
        ? plain.expose(nodePortPerBroker()).build()
        : plain.mesh(mesh[0]).expose(nodePortPerBroker()).build();
  }

  @Test
  void theFlagshipSentenceDeploysAndWritesNothingTheSecondTime() {
    ClusterSpec spec = spec("flagship", OSM.withoutPreflight());
    try (KubernetesDeployment kafka = KubernetesTarget.of(real.client()).deploy(spec)) {
      // No proxy runs, so strangers get in, and nothing else is wrong.
      assertThat(kafka.verify().failures())
          .isNotEmpty()
          .extracting(ProbeResult::probe)
          .containsOnly("plaintext");
    }
    assertThat(objects("specs.smi-spec.io/v1alpha4", "TCPRoute", "flagship")).isNotEmpty();
    assertThat(objects("access.smi-spec.io/v1alpha3", "TrafficTarget", "flagship")).isNotEmpty();
    assertThat(KubernetesTarget.of(real.client()).diff(spec).changes()).isEmpty();
    int written = real.writes();

    KubernetesTarget.of(real.client()).deploy(spec).close();

    assertThat(real.writes()).isEqualTo(written);
  }

  @Test
  void joinsIstioAndLeavesItPodByPodAndLosesNothing() throws InterruptedException {
    ClusterSpec outside = spec("crossing");
    ClusterSpec inside = spec("crossing", istio().withoutPreflight());
    List<String> meanwhile = new ArrayList<>();
    KubernetesTarget target =
        KubernetesTarget.of(real.client()).progress(step -> remember(step, meanwhile));
    try (KubernetesDeployment kafka = target.deploy(outside)) {
      Traffic traffic = Traffic.start(kafka.bootstrapServers(), TOPIC);
      traffic.awaitAcknowledged(10);

      target.deploy(inside).close();

      assertThat(meanwhile).hasSize(6).allMatch("[PERMISSIVE, PERMISSIVE, PERMISSIVE] 0"::equals);
      assertThat(modes("crossing")).hasSize(3).containsOnly("STRICT");
      assertThat(objects(SECURITY, "AuthorizationPolicy", "crossing")).isNotEmpty();
      assertThat(target.diff(inside).changes()).isEmpty();
      meanwhile.clear();

      target.deploy(outside).close();

      assertThat(meanwhile).hasSize(6).allMatch("[PERMISSIVE, PERMISSIVE, PERMISSIVE] 0"::equals);
      assertThat(modes("crossing")).isEmpty();
      assertThat(objects(SECURITY, "AuthorizationPolicy", "crossing")).isEmpty();
      assertThat(target.diff(outside).changes()).isEmpty();
      assertThat(traffic.lost(PARTITIONS)).isEmpty();
      kafka.verify().orThrow();
    }
  }

  /** What is in force as each pod is restarted. */
  private void remember(Progress step, List<String> meanwhile) {
    if (step.phase().equals("restart")) {
      meanwhile.add(
          modes("crossing") + " " + objects(SECURITY, "AuthorizationPolicy", "crossing").size());
    }
  }

  private List<String> modes(String namespace) {
    return objects(SECURITY, "PeerAuthentication", namespace).stream()
        .map(object -> Objects.toString(object.get("spec", "mtls", "mode")))
        .toList();
  }

  private List<GenericKubernetesResource> objects(String version, String kind, String namespace) {
    return real.client()
        .genericKubernetesResources(version, kind)
        .inNamespace(namespace)
        .list()
        .getItems();
  }
}
