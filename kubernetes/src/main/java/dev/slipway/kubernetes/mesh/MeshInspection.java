package dev.slipway.kubernetes.mesh;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.MeshRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a cluster's mesh by the rules of its renderer: at the objects, at the mesh before they
 * are applied, at the pods afterwards. Without a mesh there is nothing to look at, and every report
 * is empty.
 */
public final class MeshInspection {
  private final RenderContext context;
  private final Optional<Bound<?>> bound;

  private MeshInspection(RenderContext context, Optional<Bound<?>> bound) {
    this.context = context;
    this.bound = bound;
  }

  /**
   * Of the plan's mesh.
   *
   * @throws dev.slipway.core.problem.MissingProviderException if the mesh has no renderer
   */
  public static MeshInspection of(RenderContext context, ProviderSource providers) {
    return new MeshInspection(
        context, context.plan().mesh().map(mesh -> bind(providers.of(mesh.mesh()), mesh.mesh())));
  }

  /**
   * Which of the kinds that a mesh can be rendered with are served. It costs one request of
   * discovery for each group and version, which every account may make.
   */
  public static Set<ServedKind> servedKinds(
      MeshSpec mesh, ProviderSource providers, KubernetesClient client) {
    return servedKinds(providers.of(mesh).kinds(), client);
  }

  /** Which of these kinds are served. It costs one request for each group and version. */
  public static Set<ServedKind> servedKinds(Stream<ServedKind> asked, KubernetesClient client) {
    TreeMap<String, Set<ServedKind>> wanted =
        asked.collect(
            Collectors.groupingBy(ServedKind::apiVersion, TreeMap::new, Collectors.toSet()));
    return wanted.entrySet().stream()
        .flatMap(
            version ->
                kinds(client.getApiResources(version.getKey()))
                    .map(kind -> new ServedKind(version.getKey(), kind))
                    .filter(version.getValue()::contains))
        .collect(Collectors.toSet());
  }

  /**
   * The objects of meshes that belong to a cluster in one namespace, known by its label, of
   * whatever mesh it is or was in: what is not wanted any more admits somebody, or refuses
   * everybody. What may not be seen is left out. It costs {@code list} of each kind that is served.
   */
  public static List<HasMetadata> belongings(
      ProviderSource providers, KubernetesClient client, String cluster, String namespace) {
    // The same object is seen in each version of its kind.
    Map<String, ServedKind> kinds = new TreeMap<>();
    servedKinds(providers.meshKinds(), client)
        .forEach(
            kind ->
                kinds.merge(
                    kind.kind() + "." + kind.apiVersion().replaceAll("/.*", ""),
                    kind,
                    (one, other) ->
                        one.apiVersion().length() < other.apiVersion().length() ? one : other));
    List<HasMetadata> found = new ArrayList<>();
    kinds
        .values()
        .forEach(
            kind ->
                Visible.of(
                        () ->
                            client
                                .genericKubernetesResources(kind.apiVersion(), kind.kind())
                                .inNamespace(namespace)
                                .withLabel(Labels.CLUSTER, cluster)
                                .list())
                    .value()
                    .ifPresent(list -> found.addAll(list.getItems())));
    return found;
  }

  private static Stream<String> kinds(@Nullable APIResourceList served) {
    return served == null ? Stream.of() : served.getResources().stream().map(APIResource::getKind);
  }

  /** What is wrong with objects, patches included. Pure. */
  public MeshReport ofObjects(Manifests manifests) {
    return report("objects of", mesh -> mesh.lint(context, manifests));
  }

  /**
   * What is wrong with the mesh, before anything is applied. Nothing is touched. Empty where the
   * mesh was told to go without.
   */
  public MeshReport before(KubernetesClient client) {
    return report("mesh before the deployment of", mesh -> mesh.preflight(context, client));
  }

  /** Changes the mesh's own configuration, where the mesh was told to; else touches nothing. */
  public void prepare(KubernetesClient client) {
    bound.ifPresent(mesh -> mesh.prepare(client));
  }

  /**
   * What is applied while some pods are in the mesh and others are not; the objects themselves
   * without a mesh. Pure.
   */
  public List<HasMetadata> whileJoining(Manifests manifests) {
    return bound
        .map(mesh -> mesh.whileJoining(manifests.objects().stream()).toList())
        .orElseGet(manifests::objects);
  }

  /** What is wrong with the pods once all of them run. */
  public MeshReport after(KubernetesClient client) {
    return report("pods in the mesh of", mesh -> mesh.afterCheck(context, client));
  }

  private MeshReport report(String subject, Look look) {
    return new MeshReport(
        subject + " cluster '" + context.plan().name() + "'",
        bound.map(look::at).orElseGet(Stream::of).toList());
  }

  private static Bound<?> bind(MeshRenderer<?> renderer, MeshSpec mesh) {
    return bindTo(renderer, mesh);
  }

  private static <M extends MeshSpec> Bound<M> bindTo(MeshRenderer<M> renderer, MeshSpec mesh) {
    return new Bound<>(renderer, renderer.specType().cast(mesh));
  }

  /** One look at the mesh. */
  private interface Look {
    Stream<MeshFinding> at(Bound<?> mesh);
  }

  /** A mesh and its renderer. */
  private record Bound<M extends MeshSpec>(MeshRenderer<M> renderer, M mesh) {
    Stream<HasMetadata> whileJoining(Stream<HasMetadata> objects) {
      return renderer.whileJoining(mesh, objects);
    }

    Stream<MeshFinding> lint(RenderContext context, Manifests manifests) {
      return renderer.lint(mesh, context, List.copyOf(manifests.objects()));
    }

    Stream<MeshFinding> preflight(RenderContext context, KubernetesClient client) {
      return renderer.preflight(mesh, context, client);
    }

    void prepare(KubernetesClient client) {
      renderer.prepare(mesh, client);
    }

    Stream<MeshFinding> afterCheck(RenderContext context, KubernetesClient client) {
      return renderer.afterCheck(mesh, context, client);
    }
  }
}
