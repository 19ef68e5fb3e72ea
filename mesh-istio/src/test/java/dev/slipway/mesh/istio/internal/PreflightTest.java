package dev.slipway.mesh.istio.internal;

import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.problem.Severity;
import dev.slipway.kubernetes.mesh.MeshCode;
import dev.slipway.kubernetes.mesh.MeshFinding;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.mesh.Seen;
import dev.slipway.mesh.istio.Istio;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {
  private static final Set<ServedKind> KINDS = Kinds.all().collect(Collectors.toSet());
  private static final Map<String, String> INJECTOR =
      Map.of("app", "sidecar-injector", "istio.io/rev", "default");

  private static Observed there(String version) {
    return new Observed(
        KINDS, Seen.there(List.of(version)), Seen.there(List.of(INJECTOR)), true, Map.of());
  }

  private static Observed withNamespace(Map<String, String> labels) {
    return new Observed(
        KINDS,
        Seen.there(List.of("1.30.3")),
        Seen.there(List.of(INJECTOR, Map.of("istio.io/rev", "1-30"))),
        true,
        Map.of("platform", labels));
  }

  private static List<MeshCode> codes(Istio mesh, Observed observed) {
    return Preflight.findings(mesh, observed).map(MeshFinding::code).toList();
  }

  @Test
  void findsNothingWhereAllIsAsItMustBe() {
    assertThat(codes(istio(), there("1.30.3"))).isEmpty();
    assertThat(codes(istio().restrictingEgress(), there("1.18.0-distroless"))).isEmpty();
    assertThat(codes(istio().version("1.9"), there("1.9.5"))).isEmpty();
    assertThat(codes(istio().ambient(), there("1.24.0"))).isEmpty();
  }

  @Test
  void judgesNothingThatMayNotBeSeen() {
    assertThat(
            codes(
                istio().revision("1-30"),
                new Observed(KINDS, Seen.unknown(), Seen.unknown(), true, Map.of())))
        .isEmpty();
  }

  @Test
  void refusesWhereThereIsNoMesh() {
    List<MeshFinding> findings =
        Preflight.findings(
                istio().revision("1-30"),
                new Observed(
                    Set.of(), Seen.there(List.of()), Seen.there(List.of()), false, Map.of()))
            .toList();

    assertThat(findings)
        .extracting(MeshFinding::code)
        .containsExactly(MeshCode.MESH_MISSING, MeshCode.KIND_MISSING, MeshCode.KIND_MISSING);
    assertThat(findings.get(0).value())
        .isEqualTo("no control plane of revision 1-30 in namespace istio-system");
    assertThat(findings.get(0).fix()).contains("withoutPreflight()");
  }

  @Test
  void needsAKindInOneVersionOnly() {
    Observed older =
        new Observed(
            Set.of(
                new ServedKind("security.istio.io/v1beta1", "PeerAuthentication"),
                new ServedKind("security.istio.io/v1", "AuthorizationPolicy")),
            Seen.there(List.of("1.18.0")),
            Seen.unknown(),
            true,
            Map.of());

    assertThat(codes(istio(), older)).isEmpty();
    assertThat(codes(istio().restrictingEgress(), older)).containsExactly(MeshCode.KIND_MISSING);
  }

  @ParameterizedTest
  @CsvSource({"1.9,1.10.0", "1.25,1.24.3", "1.30,1.9.5"})
  void findsAVersionWithOtherRules(String said, String there) {
    assertThat(codes(istio().version(said), there(there))).containsExactly(MeshCode.MESH_VERSION);
  }

  @Test
  void findsAVersionBefore110IfNoneWasSaid() {
    assertThat(Preflight.findings(istio(), there("1.9.5")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.fix()).isEqualTo("say istio().version(\"1.9\")"));
  }

  @Test
  void warnsOfAVersionThatCannotBeRead() {
    assertThat(Preflight.findings(istio(), there("latest")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void findsThatNobodyInjectsForTheRevision() {
    assertThat(Preflight.findings(istio().revision("canary"), there("1.30.3")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(MeshCode.WEBHOOK_MISSING);
              assertThat(finding.fix()).endsWith("there are default");
            });
    assertThat(
            codes(
                istio().revision("stable"),
                new Observed(
                    KINDS,
                    Seen.there(List.of("1.30.3")),
                    Seen.there(List.of(Map.of("istio.io/rev", "1-30", "istio.io/tag", "stable"))),
                    true,
                    Map.of())))
        .isEmpty();
  }

  @Test
  void findsThatAmbientHasNoProxyOnTheMachinesOrIsAnExperiment() {
    assertThat(
            codes(
                istio().ambient(),
                new Observed(
                    KINDS, Seen.there(List.of("1.30.3")), Seen.unknown(), false, Map.of())))
        .containsExactly(MeshCode.WEBHOOK_MISSING);
    assertThat(codes(istio().ambient(), there("1.23.1"))).containsExactly(MeshCode.MESH_VERSION);
  }

  @Test
  void findsNamespacesWhosePodsCannotJoin() {
    Istio revised = istio().revision("1-30");

    assertThat(codes(istio(), withNamespace(Map.of()))).isEmpty();
    assertThat(codes(istio(), withNamespace(Map.of("istio-injection", "enabled")))).isEmpty();
    assertThat(codes(revised, withNamespace(Map.of("istio.io/rev", "1-30")))).isEmpty();
    assertThat(codes(istio(), withNamespace(Map.of("istio-injection", "disabled"))))
        .containsExactly(MeshCode.NAMESPACE_OUTSIDE);
    assertThat(codes(revised, withNamespace(Map.of("istio.io/rev", "other"))))
        .containsExactly(MeshCode.NAMESPACE_OUTSIDE);
    assertThat(codes(revised, withNamespace(Map.of("istio-injection", "enabled"))))
        .containsExactly(MeshCode.NAMESPACE_OUTSIDE);
  }

  @Test
  void findsNamespacesThatJoinInAnotherWay() {
    assertThat(codes(istio(), withNamespace(Map.of("istio.io/dataplane-mode", "ambient"))))
        .containsExactly(MeshCode.JOINED_TWICE);
    assertThat(codes(istio().ambient(), withNamespace(Map.of("istio.io/rev", "1-30"))))
        .containsExactly(MeshCode.JOINED_TWICE);
  }

  @Test
  void findsPodsThatAmbientDoesNotRedirect() {
    assertThat(
            Preflight.outsideAmbient(
                List.of(
                    new ObservedPod("kafka/a", Map.of(), Set.of(), Set.of()),
                    new ObservedPod(
                        "kafka/b",
                        Map.of("ambient.istio.io/redirection", "enabled"),
                        Set.of(),
                        Set.of()))))
        .extracting(MeshFinding::place)
        .containsExactly("Pod kafka/a");
  }
}
