package dev.slipway.mesh.istio.internal;

import static dev.slipway.kubernetes.spi.MeshFinding.error;
import static dev.slipway.kubernetes.spi.MeshFinding.warning;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.mesh.istio.DataPlane;
import dev.slipway.mesh.istio.Istio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges what is seen of a mesh. Pure. */
final class Preflight {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3}\\.\\d{1,3})(?:[.-].*)?");

  private final Istio mesh;
  private final Observed observed;
  private final Revisions revisions;
  private final List<MeshFinding> findings = new ArrayList<>();

  private Preflight(Istio mesh, Observed observed) {
    this.mesh = mesh;
    this.observed = observed;
    this.revisions = new Revisions(observed);
  }

  static Stream<MeshFinding> findings(Istio mesh, Observed observed) {
    Preflight preflight = new Preflight(mesh, observed);
    List<Observed.ControlPlane> controlPlanes = preflight.revisions.controlPlanes(mesh.revision());
    if (controlPlanes.isEmpty() && observed.controlPlanes().value().isPresent()) {
      preflight.missing();
    } else {
      controlPlanes.stream().map(Observed.ControlPlane::version).forEach(preflight::version);
      preflight.joining();
    }
    preflight.kinds();
    observed.namespaces().forEach(preflight::namespace);
    return preflight.findings.stream();
  }

  static Stream<MeshFinding> outsideAmbient(List<ObservedPod> pods) {
    return pods.stream()
        .filter(pod -> !"enabled".equals(pod.annotations().get(Marks.REDIRECTION)))
        .map(
            pod ->
                error(
                    MeshCode.NOT_INJECTED,
                    "Pod " + pod.name(),
                    "its traffic is not redirected",
                    "annotation " + Marks.REDIRECTION + "=enabled, which Istio's CNI plugin sets",
                    "see that the plugin runs on the pod's machine, then restart the pod"));
  }

  private void missing() {
    MeshFinding finding =
        error(
            MeshCode.MESH_MISSING,
            "mesh 'istio'",
            "no control plane"
                + mesh.revision().map(this::ofRevision).orElse("")
                + " in namespace "
                + mesh.controlPlane(),
            "a Deployment labelled app=istiod that runs",
            "install Istio, name its namespace by controlPlaneIn(...), or say"
                + " withoutPreflight()");
    boolean anotherRuns = !revisions.controlPlanes(Optional.empty()).isEmpty();
    boolean hiddenTag = mesh.revision().map(revisions::mayBeHiddenTag).orElse(false);
    findings.add(anotherRuns && hiddenTag ? finding.asWarning() : finding);
  }

  private String ofRevision(String said) {
    String meant = revisions.meant(said);
    return " of revision "
        + meant
        + (meant.equals(said) ? "" : ", which tag " + said + " stands for,");
  }

  private void version(String tag) {
    Matcher form = VERSION.matcher(tag);
    String place = "control plane in namespace " + mesh.controlPlane();
    if (!form.matches()) {
      findings.add(
          warning(
              MeshCode.MESH_VERSION,
              place,
              "version '" + tag + "'",
              "a version that can be read",
              "say which it is: istio().version(\"1.22\")"));
      return;
    }
    Istio there = mesh.version(form.group(1));
    boolean same = there.rules().delivery().equals(mesh.rules().delivery());
    boolean knowsAccounts =
        there.atLeast(1, 25).orElse(false) || !mesh.atLeast(1, 25).orElse(false);
    if (!same || !knowsAccounts) {
      findings.add(
          error(
              MeshCode.MESH_VERSION,
              place,
              "version " + tag,
              same
                  ? "1.25 or later, as was said: policies name ServiceAccounts"
                  : mesh.version().map(said -> said + ", as was said").orElse("1.10 or later")
                      + ": before 1.10 sidecars deliver to another address of the pod",
              "say istio().version(\"" + form.group(1) + "\")"));
    } else if (mesh.dataPlane() == DataPlane.AMBIENT && !there.atLeast(1, 24).orElse(false)) {
      findings.add(
          error(
              MeshCode.MESH_VERSION,
              place,
              "version " + tag,
              "1.24 or later, the first whose ambient mode is no experiment",
              "upgrade Istio, or leave ambient() out"));
    }
  }

  private void joining() {
    if (mesh.dataPlane() == DataPlane.AMBIENT) {
      if (!observed.ambient()) {
        findings.add(
            error(
                MeshCode.WEBHOOK_MISSING,
                "DaemonSet " + mesh.controlPlane() + "/ztunnel",
                "not there",
                "a proxy on each machine, which ambient() needs",
                "install Istio with its profile ambient, or leave ambient() out"));
      }
      return;
    }
    if (observed.injectors().value().isPresent()
        && observed.injectors().value().get().stream().noneMatch(this::isOurs)) {
      findings.add(
          error(
              MeshCode.WEBHOOK_MISSING,
              "mutating webhooks",
              "none labelled app=sidecar-injector"
                  + mesh.revision().map(revision -> " of revision " + revision).orElse(""),
              "the injector of the control plane",
              "install it, or name another revision"
                  + known().map(there -> ": there are " + there).orElse("")));
    }
  }

  private boolean isOurs(Map<String, String> labels) {
    return mesh.revision()
        .map(
            revision ->
                revision.equals(labels.get(Marks.REVISION))
                    || revision.equals(labels.get(Revisions.TAG)))
        .orElse(true);
  }

  private Optional<String> known() {
    Set<String> known = revisions.known();
    return known.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", known));
  }

  private void kinds() {
    Kinds.neededBy(mesh)
        .collect(Collectors.groupingBy(ServedKind::kind, TreeMap::new, Collectors.toList()))
        .forEach(
            (kind, versions) -> {
              if (versions.stream().noneMatch(observed.servedKinds()::contains)) {
                findings.add(
                    error(
                        MeshCode.KIND_MISSING,
                        "API server",
                        kind + " is not served",
                        "one of " + versions.stream().map(ServedKind::apiVersion).sorted().toList(),
                        "install Istio, or its custom resource definitions"));
              }
            });
  }

  private void namespace(String name, Map<String, String> labels) {
    String place = "Namespace " + name;
    String injection = labels.getOrDefault(Marks.INJECTION, "");
    String revision = labels.getOrDefault(Marks.REVISION, "");
    boolean sidecars = injection.equals("enabled") || !revision.isEmpty();
    boolean ambient = Marks.AMBIENT.equals(labels.get(Marks.DATA_PLANE));
    if (mesh.dataPlane() == DataPlane.AMBIENT ? sidecars : ambient) {
      findings.add(
          error(
              MeshCode.JOINED_TWICE,
              place,
              ambient ? Marks.DATA_PLANE + "=ambient" : "sidecars are injected",
              "a namespace that joins as " + mesh.dataPlane() + ", or leaves it to the pods",
              ambient ? "leave the label out, or say ambient()" : "leave ambient() out"));
    } else if (mesh.dataPlane() == DataPlane.SIDECAR && injection.equals("disabled")) {
      findings.add(
          error(
              MeshCode.NAMESPACE_OUTSIDE,
              place,
              Marks.INJECTION + "=disabled",
              "a namespace whose pods may join: this label wins over theirs",
              "remove the label"));
    } else if (mesh.dataPlane() == DataPlane.SIDECAR
        && mesh.revision().isPresent()
        && joinsAnother(injection, revision, mesh.revision().get())) {
      findings.add(
          error(
              MeshCode.NAMESPACE_OUTSIDE,
              place,
              "joins " + (revision.isEmpty() ? "the default revision" : "revision " + revision),
              "revision " + mesh.revision().get() + ", or none: the namespace wins over its pods",
              "name the namespace's revision, or take its label away"));
    }
  }

  /** A namespace that injects without naming a revision means the default one. */
  private boolean joinsAnother(String injection, String revision, String said) {
    String joined = injection.equals("enabled") ? Revisions.DEFAULT : revision;
    return !joined.isEmpty() && !revisions.meant(joined).equals(revisions.meant(said));
  }
}
