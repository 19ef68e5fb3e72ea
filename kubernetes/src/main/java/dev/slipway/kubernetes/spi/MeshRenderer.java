package dev.slipway.kubernetes.spi;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.plan.NodeRole;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
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

  /**
   * The kinds of object that {@link #render} can give for any mesh of its class, in every version:
   * of these the plan learns which are {@linkplain dev.slipway.core.plan.MeshPlan#servedKinds()
   * served}, and among these leftovers are looked for. If not overridden, none.
   */
  default Stream<ServedKind> kinds() {
    return Stream.of();
  }

  /** The mesh's own objects, such as policies. */
  Stream<HasMetadata> render(M mesh, RenderContext context);

  /**
   * What is applied instead of {@link #render}'s objects while some pods are in the mesh and others
   * are not: as a running cluster joins it pod by pod, or leaves it. Pure. If not overridden, the
   * same objects: the mesh then keeps such pods apart, and joining interrupts the cluster.
   *
   * @param objects what {@link #render} gave
   */
  default Stream<HasMetadata> whileJoining(M mesh, Stream<HasMetadata> objects) {
    return objects;
  }

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

  /**
   * What keeps a pod out of the mesh in the namespaces of the cluster: that of a stranger, who must
   * not get in. If not overridden, nothing: where pods join by themselves, the stranger is a member
   * then, and proves nothing.
   */
  default Decoration ofStranger(M mesh, RenderContext context) {
    return Decoration.none();
  }

  /**
   * What is wrong with the cluster's objects, after patches: rules of this mesh and those of {@link
   * dev.slipway.kubernetes.mesh.MeshLint}. Pure. If not overridden, nothing.
   */
  default Stream<MeshFinding> lint(M mesh, RenderContext context, List<HasMetadata> objects) {
    return Stream.of();
  }

  /**
   * What is wrong with the mesh itself, before anything is applied. It reads and touches nothing;
   * what the account may not see is no finding. If not overridden, nothing.
   */
  default Stream<MeshFinding> preflight(M mesh, RenderContext context, KubernetesClient client) {
    return Stream.of();
  }

  /**
   * Changes the mesh's own configuration to what {@link #preflight} expects, if the mesh was told
   * to; called before it. If not overridden, touches nothing.
   */
  default void prepare(M mesh, KubernetesClient client) {}

  /**
   * What is wrong with the cluster's pods once all of them run: each must be part of the mesh, or
   * that is a warning where the mesh was told to go without {@link #preflight}. If not overridden,
   * nothing.
   */
  default Stream<MeshFinding> afterCheck(M mesh, RenderContext context, KubernetesClient client) {
    return Stream.of();
  }
}
