package dev.slipway.kubernetes.render;

import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.MeshRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the plan's mesh adds; nothing without one. */
interface MeshMarks {
  Stream<HasMetadata> objects();

  Decoration namespace(String namespace);

  Decoration pods(NodeRole role);

  Decoration stranger();

  static MeshMarks of(RenderContext context, ProviderSource providers) {
    return context
        .plan()
        .mesh()
        .map(mesh -> of(providers.of(mesh.mesh()), mesh.mesh(), context))
        .orElseGet(None::new);
  }

  private static <M extends MeshSpec> MeshMarks of(
      MeshRenderer<M> renderer, MeshSpec mesh, RenderContext context) {
    return new Rendered<>(renderer, renderer.specType().cast(mesh), context);
  }

  /** No mesh. */
  record None() implements MeshMarks {
    @Override
    public Stream<HasMetadata> objects() {
      return Stream.empty();
    }

    @Override
    public Decoration namespace(String namespace) {
      return Decoration.none();
    }

    @Override
    public Decoration pods(NodeRole role) {
      return Decoration.none();
    }

    @Override
    public Decoration stranger() {
      return Decoration.none();
    }
  }

  /**
   * What a renderer says.
   *
   * @param renderer the renderer
   * @param mesh the mesh
   * @param context what it may know
   */
  record Rendered<M extends MeshSpec>(MeshRenderer<M> renderer, M mesh, RenderContext context)
      implements MeshMarks {
    @Override
    public Stream<HasMetadata> objects() {
      return renderer.render(mesh, context);
    }

    @Override
    public Decoration namespace(String namespace) {
      return renderer.ofNamespace(mesh, namespace, context);
    }

    @Override
    public Decoration pods(NodeRole role) {
      Decoration own = renderer.ofPods(mesh, role, context);
      Map<String, String> annotations = new TreeMap<>(own.annotations());
      annotations.put(Labels.MESH, mesh.kind());
      return new Decoration(own.labels(), annotations);
    }

    @Override
    public Decoration stranger() {
      return renderer.ofStranger(mesh, context);
    }
  }
}
