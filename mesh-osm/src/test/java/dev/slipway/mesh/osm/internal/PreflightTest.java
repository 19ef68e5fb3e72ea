package dev.slipway.mesh.osm.internal;

import static dev.slipway.mesh.osm.OpenServiceMesh.FSM;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.problem.Severity;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.mesh.Visible;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.mesh.osm.LocalProxyMode;
import dev.slipway.mesh.osm.OpenServiceMesh;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreflightTest {
  private static final Set<ServedKind> KINDS =
      new OsmRenderer().kinds().collect(Collectors.toSet());
  private static final Observed.Config CONFIG = new Observed.Config("PodIP", false, false);
  private static final Map<String, String> JOINED =
      Map.of("openservicemesh.io/monitored-by", "osm");
  private static final Map<String, String> INJECTED =
      Map.of("openservicemesh.io/sidecar-injection", "enabled");

  private static List<MeshFinding> findings(
      OpenServiceMesh mesh, Observed.Config config, String version, boolean injects) {
    return Preflight.findings(
            mesh,
            new Observed(
                KINDS,
                Visible.there(config),
                Visible.there(version),
                Visible.there(injects),
                Map.of()))
        .toList();
  }

  private static List<MeshFinding> ofNamespace(
      Map<String, String> labels, Map<String, String> annotations) {
    return Preflight.findings(
            OSM,
            new Observed(
                KINDS,
                Visible.there(CONFIG),
                Visible.there("v1.2.4"),
                Visible.there(true),
                Map.of("platform", new Observed.Marked(labels, annotations))))
        .toList();
  }

  @Test
  void findsNothingWhereAllIsAsItMustBe() {
    assertThat(findings(OSM, CONFIG, "v1.2.4", true)).isEmpty();
    assertThat(ofNamespace(JOINED, INJECTED)).isEmpty();
    assertThat(
            findings(
                OSM.localProxyMode(LocalProxyMode.LOCALHOST),
                new Observed.Config("Localhost", false, false),
                "1.3.0",
                true))
        .isEmpty();
    assertThat(findings(FSM, CONFIG, "0.9", true)).isEmpty();
  }

  @Test
  void judgesNothingThatMayNotBeSeen() {
    assertThat(
            Preflight.findings(
                OSM,
                new Observed(
                    KINDS, Visible.unknown(), Visible.unknown(), Visible.unknown(), Map.of())))
        .isEmpty();
    assertThat(
            Preflight.findings(
                OSM,
                new Observed(
                    KINDS,
                    Visible.unknown(),
                    Visible.there("v1.2.4"),
                    Visible.unknown(),
                    Map.of())))
        .isEmpty();
  }

  @Test
  void refusesWhereThereIsNoMesh() {
    List<MeshFinding> findings =
        Preflight.findings(
                OSM,
                new Observed(
                    Set.of(), Visible.absent(), Visible.absent(), Visible.there(false), Map.of()))
            .toList();

    assertThat(findings)
        .extracting(MeshFinding::code)
        .containsExactly(MeshCode.MESH_MISSING, MeshCode.KIND_MISSING, MeshCode.KIND_MISSING);
    assertThat(findings.get(0).fix()).contains("osm install").contains("withoutPreflight()");
  }

  @Test
  void findsEverySettingOfAFreshInstallation() {
    List<MeshFinding> findings =
        findings(OSM, new Observed.Config("Localhost", true, true), "v1.2.4", true);

    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo(MeshCode.MESH_CONFIG);
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.fix()).contains("managingMeshConfig()");
            });
    assertThat(findings)
        .extracting(MeshFinding::place)
        .containsExactly(
            "MeshConfig osm-system/osm-mesh-config.spec.sidecar.localProxyMode",
            "MeshConfig osm-system/osm-mesh-config.spec.traffic.enablePermissiveTrafficPolicyMode",
            "MeshConfig osm-system/osm-mesh-config.spec.traffic.enableEgress");
  }

  @Test
  void findsAModeThatIsNotWritten() {
    assertThat(findings(OSM, new Observed.Config("", false, false), "v1.2.4", true))
        .singleElement()
        .satisfies(finding -> assertThat(finding.value()).isEqualTo("unspecified"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1.1.1", "0.11.0", "1.0"})
  void findsAVersionWithoutStatefulSets(String version) {
    assertThat(findings(OSM, CONFIG, version, true))
        .extracting(MeshFinding::code)
        .containsExactly(MeshCode.MESH_VERSION);
  }

  @Test
  void warnsOfAVersionThatCannotBeRead() {
    assertThat(findings(OSM, CONFIG, "latest", true))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void findsThatNothingInjects() {
    assertThat(findings(OSM, CONFIG, "v1.2.4", false))
        .extracting(MeshFinding::code)
        .containsExactly(MeshCode.WEBHOOK_MISSING);
  }

  @Test
  void findsNamespacesOutsideTheMesh() {
    assertThat(ofNamespace(Map.of(), Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(MeshCode.NAMESPACE_OUTSIDE);
              assertThat(finding.fix()).isEqualTo("run 'osm namespace add platform'");
            });
    assertThat(ofNamespace(Map.of("openservicemesh.io/monitored-by", "other"), INJECTED))
        .extracting(MeshFinding::value)
        .containsExactly("watched by other");
    assertThat(
            ofNamespace(
                Map.of(
                    "openservicemesh.io/monitored-by", "osm", "openservicemesh.io/ignore", "true"),
                INJECTED))
        .extracting(MeshFinding::fix)
        .containsExactly("remove the label");
    assertThat(ofNamespace(JOINED, Map.of("openservicemesh.io/sidecar-injection", "disabled")))
        .extracting(MeshFinding::code)
        .containsExactly(MeshCode.NAMESPACE_OUTSIDE);
  }

  @Test
  void warnsWhereAnnotationsForScrapersAreOverwritten() {
    assertThat(
            ofNamespace(
                JOINED,
                Map.of(
                    "openservicemesh.io/sidecar-injection",
                    "enabled",
                    "openservicemesh.io/metrics",
                    "enabled")))
        .extracting(MeshFinding::code)
        .containsExactly(MeshCode.METRICS_ANNOTATION);
  }

  @Test
  void findsEveryPodWithoutAReadySidecar() {
    List<ObservedPod> pods =
        List.of(
            new ObservedPod("kafka/a", Map.of(), Set.of("broker"), Set.of("broker")),
            new ObservedPod("kafka/b", Map.of(), Set.of("broker", "envoy"), Set.of("broker")),
            new ObservedPod(
                "kafka/c", Map.of(), Set.of("broker", "envoy"), Set.of("broker", "envoy")));

    assertThat(ObservedPod.withoutSidecar(pods, "envoy", "restart the pod"))
        .extracting(finding -> finding.code() + " " + finding.place())
        .containsExactly("NOT_INJECTED Pod kafka/a", "SIDECAR_NOT_READY Pod kafka/b");
  }

  @Test
  void seesContainersOfAPodAndWhetherTheyAreReady() {
    ObservedPod pod =
        ObservedPod.of(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace("kafka")
                .withName("a")
                .addToAnnotations("key", "value")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("broker")
                .endContainer()
                .addNewInitContainer()
                .withName("envoy")
                .endInitContainer()
                .endSpec()
                .withNewStatus()
                .addNewContainerStatus()
                .withName("broker")
                .withReady(false)
                .endContainerStatus()
                .addNewInitContainerStatus()
                .withName("envoy")
                .withReady(true)
                .endInitContainerStatus()
                .endStatus()
                .build());

    assertThat(pod)
        .isEqualTo(
            new ObservedPod(
                "kafka/a", Map.of("key", "value"), Set.of("broker", "envoy"), Set.of("envoy")));
  }

  @Test
  void isDocumentedAsItIsReported() throws IOException {
    String page = Files.readString(Path.of("../docs/problems.md"));
    List<MeshFinding> reported =
        Stream.of(
                Preflight.findings(
                        OSM,
                        new Observed(
                            Set.of(),
                            Visible.absent(),
                            Visible.absent(),
                            Visible.unknown(),
                            Map.of()))
                    .limit(2),
                findings(OSM, CONFIG, "v1.1.1", false).stream(),
                findings(OSM, new Observed.Config("PodIP", true, false), "v1.2.4", true).stream(),
                ofNamespace(Map.of(), Map.of()).stream(),
                ObservedPod.withoutSidecar(
                    List.of(
                        new ObservedPod("kafka/kafka-broker-0", Map.of(), Set.of(), Set.of()),
                        new ObservedPod(
                            "kafka/kafka-broker-1", Map.of(), Set.of("envoy"), Set.of())),
                    "envoy",
                    "see that its namespace bears openservicemesh.io/monitored-by, then restart"
                        + " the pod"))
            .flatMap(some -> some)
            .toList();

    assertThat(reported)
        .hasSize(8)
        .allSatisfy(finding -> assertThat(page).contains(finding + "\n"));
  }
}
