package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.mesh.MeshLint;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLSMode;
import io.fabric8.istio.api.security.v1.PeerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How namespaces and pods are marked, against what the meshes' own tools do. */
class MeshMarksTest {
  private static final String NATIVE = "sidecar.istio.io/nativeSidecar";
  private static final String PROXY_CONFIG = "proxy.istio.io/config";

  @Test
  void joinNamespacesJustAsOsmNamespaceAddDoes() {
    Namespace namespace =
        MeshCase.OSM_GUIDE
            .manifests()
            .objects(Namespace.class)
            .filter(there -> there.getMetadata().getName().equals("zookeeper"))
            .findFirst()
            .orElseThrow();

    Map<String, String> labels = new TreeMap<>(namespace.getMetadata().getLabels());
    labels.keySet().removeIf(key -> !key.startsWith("openservicemesh.io/"));
    assertThat(labels).isEqualTo(Map.of("openservicemesh.io/monitored-by", "osm"));
    assertThat(namespace.getMetadata().getAnnotations())
        .isEqualTo(Map.of("openservicemesh.io/sidecar-injection", "enabled"));
  }

  @Test
  void takePortsOfOutsidersOutOfTheMeshAndNoOthers() {
    assertThat(annotations(MeshCase.OSM_NODE_PORT, "kafka-broker"))
        .containsEntry("openservicemesh.io/inbound-port-exclusion-list", "9094");
    assertThat(annotations(MeshCase.OSM_LOCALHOST_ON_1_20, "orders-broker"))
        .containsEntry("openservicemesh.io/inbound-port-exclusion-list", "9094,9095");
    assertThat(annotations(MeshCase.OSM_NODE_PORT, "kafka-zookeeper"))
        .isNotEmpty()
        .doesNotContainKey("openservicemesh.io/inbound-port-exclusion-list");
    assertThat(annotations(MeshCase.OSM_GUIDE, "kafka-broker"))
        .isNotEmpty()
        .doesNotContainKey("openservicemesh.io/inbound-port-exclusion-list");
  }

  @Test
  void joinIstioByLabelOrRevisionAndInOneWayOnly() {
    assertThat(joining(MeshCase.ISTIO_NODE_PORT)).isEqualTo(Map.of("istio-injection", "enabled"));
    assertThat(joining(MeshCase.ISTIO_1_9)).isEqualTo(Map.of("istio.io/rev", "1-9"));
    assertThat(joining(MeshCase.ISTIO_AMBIENT))
        .isEqualTo(Map.of("istio.io/dataplane-mode", "ambient"));
  }

  @Test
  void joinByPodsWhereNamespacesAreNotTouched() {
    assertThat(MeshLint.labels(workload(MeshCase.ISTIO_EXISTING_NAMESPACE, "orders-broker")))
        .containsEntry("sidecar.istio.io/inject", "true")
        .containsEntry("istio.io/rev", "1-30");
    assertThat(MeshLint.labels(workload(MeshCase.ISTIO_NODE_PORT, "kafka-broker")))
        .isNotEmpty()
        .doesNotContainKeys("sidecar.istio.io/inject", "istio.io/rev");
  }

  @Test
  void holdTheApplicationUntilTheProxyRunsAndTheProxyUntilTheLastConnectionIsClosed() {
    assertThat(annotations(MeshCase.ISTIO_GUIDE, "kafka-broker"))
        .containsEntry(
            PROXY_CONFIG,
            "{\"holdApplicationUntilProxyStarts\":true,\"proxyMetadata\":"
                + "{\"EXIT_ON_ZERO_ACTIVE_CONNECTIONS\":\"true\",\"MINIMUM_DRAIN_DURATION\":\"5s\"}}");
  }

  @Test
  void useNativeSidecarsWhereEveryKubeletKnowsThem() {
    assertThat(annotations(MeshCase.ISTIO_NODE_PORT, "kafka-broker")).containsEntry(NATIVE, "true");
    assertThat(annotations(MeshCase.ISTIO_GUIDE, "kafka-broker"))
        .isNotEmpty()
        .doesNotContainKey(NATIVE);
    assertThat(annotations(MeshCase.ISTIO_AMBIENT, "kafka-broker"))
        .isNotEmpty()
        .doesNotContainKeys(NATIVE, PROXY_CONFIG);
  }

  @Test
  void closeOnlyOwnPodsWhereOthersLive() {
    assertThat(MeshCase.ISTIO_EXISTING_NAMESPACE.manifests().objects())
        .filteredOn(object -> object.getMetadata().getName().equals("orders-deny-all"))
        .singleElement()
        .satisfies(
            deny ->
                assertThat(
                        ((io.fabric8.istio.api.security.v1.AuthorizationPolicy) deny)
                            .getSpec()
                            .getSelector()
                            .getMatchLabels())
                    .isEqualTo(Map.of(Labels.CLUSTER, "orders")));
    assertThat(MeshCase.ISTIO_EXISTING_NAMESPACE.manifests().objects())
        .noneMatch(object -> object.getMetadata().getName().equals("orders-strict"));
  }

  @Test
  void takeTheVersionThatIsServed() {
    assertThat(version(MeshCase.ISTIO_NODE_PORT, "PeerAuthentication"))
        .isEqualTo("security.istio.io/v1");
    assertThat(version(MeshCase.ISTIO_GUIDE, "PeerAuthentication"))
        .isEqualTo("security.istio.io/v1beta1");
    assertThat(version(MeshCase.ISTIO_AMBIENT, "PeerAuthentication"))
        .isEqualTo("security.istio.io/v1beta1");
    assertThat(version(MeshCase.ISTIO_AMBIENT, "AuthorizationPolicy"))
        .isEqualTo("security.istio.io/v1");
  }

  @Test
  void understandPlaintextAndRefuseNobodyWhilePodsJoinIstio() {
    List<HasMetadata> joining = whileJoining(MeshCase.ISTIO_NODE_PORT);

    assertThat(joining)
        .filteredOn(object -> object.getKind().equals("PeerAuthentication"))
        .hasSize(3)
        .allSatisfy(
            object ->
                assertThat(((PeerAuthentication) object).getSpec().getMtls().getMode())
                    .isEqualTo(PeerAuthenticationMutualTLSMode.PERMISSIVE));
    assertThat(joining).noneMatch(object -> object.getKind().equals("AuthorizationPolicy"));
    assertThat(whileJoining(MeshCase.ISTIO_EXISTING_NAMESPACE))
        .isNotEmpty()
        .noneMatch(object -> object.getKind().equals("Sidecar"));
  }

  @Test
  void cannotJoinOpenServiceMeshPodByPod() {
    assertThat(whileJoining(MeshCase.OSM_NODE_PORT))
        .isEqualTo(MeshCase.OSM_NODE_PORT.manifests().objects());
  }

  private static List<HasMetadata> whileJoining(MeshCase meshCase) {
    return MeshInspection.of(meshCase.context(), MeshCase.providers())
        .whileJoining(meshCase.manifests());
  }

  private static String version(MeshCase meshCase, String kind) {
    return meshCase.manifests().objects().stream()
        .filter(object -> object.getKind().equals(kind))
        .map(HasMetadata::getApiVersion)
        .distinct()
        .reduce((one, other) -> one + " and " + other)
        .orElse("none");
  }

  private static Map<String, String> joining(MeshCase meshCase) {
    Map<String, String> labels =
        new TreeMap<>(
            meshCase
                .manifests()
                .objects(Namespace.class)
                .findFirst()
                .orElseThrow()
                .getMetadata()
                .getLabels());
    labels.keySet().removeIf(key -> !key.startsWith("istio"));
    return labels;
  }

  private static StatefulSet workload(MeshCase meshCase, String name) {
    return meshCase
        .manifests()
        .objects(StatefulSet.class)
        .filter(set -> set.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> annotations(MeshCase meshCase, String name) {
    return MeshLint.annotations(workload(meshCase, name));
  }
}
