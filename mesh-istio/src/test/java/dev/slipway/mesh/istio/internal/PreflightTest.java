package dev.slipway.mesh.istio.internal;

import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.problem.Severity;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.mesh.Visible;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
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

  private static final Visible<List<Map<String, String>>> NO_TAGS = Visible.there(List.of());

  private static Visible<List<Observed.ControlPlane>> planes(String version) {
    return Visible.there(List.of(new Observed.ControlPlane("default", version)));
  }

  private static Observed there(String version) {
    return new Observed(
        KINDS, planes(version), Visible.there(List.of(INJECTOR)), NO_TAGS, true, Map.of());
  }

  private static Observed withNamespace(Map<String, String> labels) {
    return new Observed(
        KINDS,
        Visible.there(
            List.of(
                new Observed.ControlPlane("default", "1.30.3"),
                new Observed.ControlPlane("1-30", "1.30.3"))),
        Visible.there(List.of(INJECTOR, Map.of("istio.io/rev", "1-30"))),
        NO_TAGS,
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
                new Observed(
                    KINDS,
                    Visible.unknown(),
                    Visible.unknown(),
                    Visible.unknown(),
                    true,
                    Map.of())))
        .isEmpty();
  }

  @Test
  void refusesWhereThereIsNoMesh() {
    List<MeshFinding> findings =
        Preflight.findings(
                istio().revision("1-30"),
                new Observed(
                    Set.of(),
                    Visible.there(List.of()),
                    Visible.there(List.of()),
                    NO_TAGS,
                    false,
                    Map.of()))
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
            planes("1.18.0"),
            Visible.unknown(),
            Visible.unknown(),
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
    assertThat(
            Preflight.findings(
                istio().revision("canary"),
                revisions("canary", Visible.there(List.of(INJECTOR)), NO_TAGS)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(MeshCode.WEBHOOK_MISSING);
              assertThat(finding.fix()).endsWith("there are default");
            });
  }

  private static Observed revisions(
      String revision,
      Visible<List<Map<String, String>>> injectors,
      Visible<List<Map<String, String>>> tags) {
    return new Observed(
        KINDS,
        Visible.there(List.of(new Observed.ControlPlane(revision, "1.30.3"))),
        injectors,
        tags,
        true,
        Map.of());
  }

  @Test
  void joinsTheRevisionThatATagStandsFor() {
    Istio tagged = istio().revision("stable");
    Map<String, String> tag = Map.of("istio.io/rev", "1-30", "istio.io/tag", "stable");
    Visible<List<Map<String, String>>> injectors = Visible.there(List.of(INJECTOR, tag));

    assertThat(codes(tagged, revisions("1-30", injectors, NO_TAGS))).isEmpty();
    assertThat(codes(tagged, revisions("1-30", Visible.unknown(), Visible.there(List.of(tag)))))
        .isEmpty();
    assertThat(Preflight.findings(tagged, revisions("1-31", injectors, NO_TAGS)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(MeshCode.MESH_MISSING);
              assertThat(finding.value())
                  .isEqualTo(
                      "no control plane of revision 1-30, which tag stable stands for, in namespace"
                          + " istio-system");
            });
    assertThat(codes(tagged, revisions("1-30", Visible.there(List.of(INJECTOR)), NO_TAGS)))
        .containsExactly(MeshCode.MESH_MISSING);
  }

  @Test
  void onlyWarnsOfARevisionThatMayBeATagWhichMayNotBeSeen() {
    assertThat(
            Preflight.findings(
                istio().revision("stable"),
                revisions("1-30", Visible.unknown(), Visible.unknown())))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
  }

  @Test
  void knowsThatTagAndRevisionOfANamespaceAreTheSame() {
    Map<String, String> stable = Map.of("istio.io/rev", "1-30", "istio.io/tag", "stable");
    Map<String, String> standIn = Map.of("istio.io/rev", "1-30", "istio.io/tag", "default");
    for (Map<String, String> labels :
        List.of(
            Map.of("istio.io/rev", "1-30"),
            Map.of("istio.io/rev", "stable"),
            Map.of("istio-injection", "enabled"))) {
      Observed observed =
          new Observed(
              KINDS,
              Visible.there(List.of(new Observed.ControlPlane("1-30", "1.30.3"))),
              Visible.there(List.of(Map.of("istio.io/rev", "1-30"), stable, standIn)),
              NO_TAGS,
              true,
              Map.of("platform", labels));

      assertThat(codes(istio().revision("stable"), observed)).isEmpty();
      assertThat(codes(istio().revision("1-30"), observed)).isEmpty();
    }
  }

  @Test
  void findsThatAmbientHasNoProxyOnTheMachinesOrIsAnExperiment() {
    assertThat(
            codes(
                istio().ambient(),
                new Observed(KINDS, planes("1.30.3"), Visible.unknown(), NO_TAGS, false, Map.of())))
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
