package dev.slipway.kubernetes.spi;

import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.plan.NodeRole;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/**
 * Renders what makes a cluster part of a mesh: policies made from the plan's {@linkplain
 * dev.slipway.core.plan.ClusterPlan#traffic() traffic}, and marks on namespaces and pods.
 *
 * @param <M> the mesh it is for
 */
public interface MeshRenderer<M extends MeshSpec> {
  /** The class of the meshes it is for. */
  Class<M> specType();

  /** The mesh's own objects, such as policies. */
  Stream<HasMetadata> render(M mesh, RenderContext context);

  /**
   * What marks a namespace as part of the mesh. A namespace that is there already is never touched.
   * If not overridden, nothing.
   */
  default Decoration ofNamespace(M mesh, String namespace, RenderContext context) {
    return Decoration.none();
  }

  /** What marks the pods of one kind. If not overridden, nothing. */
  default Decoration ofPods(M mesh, NodeRole role, RenderContext context) {
    return Decoration.none();
  }
}
