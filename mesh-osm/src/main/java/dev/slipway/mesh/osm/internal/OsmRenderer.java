package dev.slipway.mesh.osm.internal;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.mesh.Admission;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.MeshRenderer;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.osm.OpenServiceMesh;
import dev.slipway.mesh.osm.smi.SmiTcpRoute;
import dev.slipway.mesh.osm.smi.TrafficTarget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A route and a traffic target for each group of edges, next to the workload they lead to; found by
 * {@link java.util.ServiceLoader}.
 */
public final class OsmRenderer implements MeshRenderer<OpenServiceMesh> {
  /** For {@link java.util.ServiceLoader}. */
  public OsmRenderer() {}

  @Override
  public Class<OpenServiceMesh> specType() {
    return OpenServiceMesh.class;
  }

  @Override
  public Stream<ServedKind> kinds() {
    return Kinds.all();
  }

  @Override
  public Stream<HasMetadata> render(OpenServiceMesh mesh, RenderContext context) {
    return Admission.of(context.plan().traffic()).stream()
        // A port for anybody is taken out of the mesh: no policy could admit a stranger.
        .filter(admission -> !admission.ofAnybody())
        .flatMap(admission -> policy(admission, context));
  }

  private static Stream<HasMetadata> policy(Admission admission, RenderContext context) {
    WorkloadPlan workload = context.plan().workload(admission.role()).orElseThrow();
    String name = workload.name() + "-" + admission.purpose();
    return Stream.of(
        SmiTcpRoute.of(context.metadata(admission.role(), name), admission.ports()),
        TrafficTarget.of(
            context.metadata(admission.role(), name),
            workload.identity(),
            name,
            admission.sources()));
  }

  /**
   * Just what {@code osm namespace add} writes.
   *
   * @see <a
   *     href="https://release-v1-2.docs.openservicemesh.io/docs/guides/app_onboarding/namespaces/">OSM:
   *     namespaces</a>
   */
  @Override
  public Decoration ofNamespace(OpenServiceMesh mesh, String namespace, RenderContext context) {
    Marks marks = Marks.of(mesh);
    return new Decoration(
        Map.of(marks.monitoredBy(), mesh.name()), Map.of(marks.injection(), "enabled"));
  }

  @Override
  public Decoration ofPods(OpenServiceMesh mesh, NodeRole role, RenderContext context) {
    List<Integer> excluded =
        role == NodeRole.BROKER
            ? context.plan().mesh().map(MeshPlan::excludedPorts).orElse(List.of())
            : List.of();
    return excluded.isEmpty()
        ? Decoration.none()
        : new Decoration(
            Map.of(),
            Map.of(
                Marks.of(mesh).excludedInbound(),
                excluded.stream().sorted().map(Object::toString).collect(Collectors.joining(","))));
  }

  @Override
  public Decoration ofStranger(OpenServiceMesh mesh, RenderContext context) {
    return new Decoration(Map.of(), Map.of(Marks.of(mesh).injection(), "disabled"));
  }

  @Override
  public Stream<MeshFinding> lint(
      OpenServiceMesh mesh, RenderContext context, List<HasMetadata> objects) {
    return new OsmLint(mesh, context, objects).findings();
  }

  @Override
  public Stream<MeshFinding> preflight(
      OpenServiceMesh mesh, RenderContext context, KubernetesClient client) {
    return mesh.skipsPreflight()
        ? Stream.of()
        : Preflight.findings(mesh, new Reader(mesh, client).read(context));
  }

  @Override
  public void prepare(OpenServiceMesh mesh, KubernetesClient client) {
    if (mesh.managesMeshConfig()) {
      new Reader(mesh, client).patchMeshConfig();
    }
  }

  @Override
  public Stream<MeshFinding> afterCheck(
      OpenServiceMesh mesh, RenderContext context, KubernetesClient client) {
    Marks marks = Marks.of(mesh);
    Stream<MeshFinding> outside =
        ObservedPod.withoutSidecar(
            ObservedPod.of(context, client),
            marks.sidecar(),
            "see that its namespace bears " + marks.monitoredBy() + ", then restart the pod");
    return mesh.skipsPreflight() ? outside.map(MeshFinding::asWarning) : outside;
  }
}
