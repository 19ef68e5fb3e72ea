package dev.slipway.mesh.osm.internal;

import static dev.slipway.kubernetes.spi.MeshFinding.error;
import static dev.slipway.kubernetes.spi.MeshFinding.warning;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.mesh.osm.Distribution;
import dev.slipway.mesh.osm.OpenServiceMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Judges what is seen of a mesh. Pure. */
final class Preflight {
  private static final Pattern VERSION = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(?:[.+-].*)?");

  private final OpenServiceMesh mesh;
  private final Marks marks;
  private final Observed observed;
  private final List<MeshFinding> findings = new ArrayList<>();

  private Preflight(OpenServiceMesh mesh, Observed observed) {
    this.mesh = mesh;
    this.marks = Marks.of(mesh);
    this.observed = observed;
  }

  static Stream<MeshFinding> findings(OpenServiceMesh mesh, Observed observed) {
    Preflight preflight = new Preflight(mesh, observed);
    if (preflight.missing()) {
      preflight.findings.add(
          error(
              MeshCode.MESH_MISSING,
              "mesh '" + mesh.name() + "'",
              "neither a MeshConfig nor a control plane in namespace " + mesh.controlPlane(),
              "a mesh that is installed and runs",
              "run '"
                  + preflight.marks.command()
                  + " install', name its namespace by controlPlaneIn(...), or say"
                  + " withoutPreflight()"));
    } else {
      preflight.version();
      preflight.webhook();
      preflight.config();
    }
    preflight.kinds();
    preflight.namespaces();
    return preflight.findings.stream();
  }

  private boolean missing() {
    return observed.config().value().isEmpty()
        && observed.version().value().isEmpty()
        && (observed.config().isAbsent() || observed.version().isAbsent());
  }

  private void version() {
    if (mesh.distribution() != Distribution.OSM) {
      return;
    }
    observed
        .version()
        .value()
        .ifPresent(
            version -> {
              Matcher form = VERSION.matcher(version);
              if (!form.matches()) {
                findings.add(
                    warning(
                        MeshCode.MESH_VERSION,
                        "Deployment " + mesh.controlPlane() + "/" + marks.controller(),
                        "version '" + version + "'",
                        "1.2, the first whose sidecars know StatefulSets",
                        "look which version it is"));
              } else if (Integer.parseInt(form.group(1)) == 0
                  || (Integer.parseInt(form.group(1)) == 1
                      && Integer.parseInt(form.group(2)) < 2)) {
                findings.add(
                    error(
                        MeshCode.MESH_VERSION,
                        "Deployment " + mesh.controlPlane() + "/" + marks.controller(),
                        "version " + version,
                        "1.2 or later, the first whose sidecars know StatefulSets",
                        "upgrade the mesh"));
              }
            });
  }

  private void webhook() {
    if (!observed.injects().value().orElse(true)) {
      findings.add(
          error(
              MeshCode.WEBHOOK_MISSING,
              "mutating webhooks",
              "none that calls namespace " + mesh.controlPlane() + " for pods",
              "the injector of mesh '" + mesh.name() + "'",
              "see that the injector of the control plane runs: it registers the webhook"));
    }
  }

  private void config() {
    observed
        .config()
        .value()
        .ifPresent(
            config -> {
              String expected = Marks.written(mesh.localProxyMode());
              if (!config.localProxyMode().equals(expected)) {
                config(
                    "sidecar.localProxyMode",
                    config.localProxyMode().isEmpty() ? "unspecified" : config.localProxyMode(),
                    expected + ", as the servers' addresses were planned");
              }
              if (config.permissive()) {
                config(
                    "traffic.enablePermissiveTrafficPolicyMode",
                    "true",
                    "false: with it there is no policy at all");
              }
              if (config.egress()) {
                config(
                    "traffic.enableEgress",
                    "true",
                    "false: with it, what the mesh does not know is reached unencrypted");
              }
            });
  }

  private void config(String field, String value, String expectation) {
    findings.add(
        error(
            MeshCode.MESH_CONFIG,
            "MeshConfig " + mesh.controlPlane() + "/" + marks.meshConfig() + ".spec." + field,
            value,
            expectation,
            "change it there, or say managingMeshConfig(); it concerns all who share the mesh"));
  }

  private void kinds() {
    for (ServedKind kind : Kinds.all().toList()) {
      if (!observed.servedKinds().contains(kind)) {
        findings.add(
            error(
                MeshCode.KIND_MISSING,
                "API server",
                kind + " is not served",
                "the kinds that the mesh installs",
                "install the mesh, or its custom resource definitions"));
      }
    }
  }

  private void namespaces() {
    observed
        .namespaces()
        .forEach(
            (name, marked) -> {
              String watching = marked.labels().getOrDefault(marks.monitoredBy(), "nobody");
              String place = "Namespace " + name;
              String add = "run '" + marks.command() + " namespace add " + name + "'";
              if (!watching.equals(mesh.name())) {
                findings.add(
                    error(
                        MeshCode.NAMESPACE_OUTSIDE,
                        place,
                        "watched by " + watching,
                        "label " + marks.monitoredBy() + "=" + mesh.name(),
                        add));
              } else if (marked.labels().getOrDefault(marks.ignored(), "").equals("true")) {
                findings.add(
                    error(
                        MeshCode.NAMESPACE_OUTSIDE,
                        place,
                        "label " + marks.ignored() + "=true",
                        "a namespace that the mesh does not ignore",
                        "remove the label"));
              } else if (!marked
                  .annotations()
                  .getOrDefault(marks.injection(), "disabled")
                  .equals("enabled")) {
                findings.add(
                    error(
                        MeshCode.NAMESPACE_OUTSIDE,
                        place,
                        "no sidecars are injected",
                        "annotation " + marks.injection() + "=enabled",
                        add));
              }
              if (marked.annotations().getOrDefault(marks.metrics(), "").equals("enabled")) {
                findings.add(
                    warning(
                        MeshCode.METRICS_ANNOTATION,
                        place,
                        "annotation " + marks.metrics() + "=enabled",
                        "none: the injector overwrites prometheus.io/port and path of every pod",
                        "let scrapers find the metrics by Service instead of by annotation"));
              }
            });
  }
}
