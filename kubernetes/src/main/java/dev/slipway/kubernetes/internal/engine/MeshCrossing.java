package dev.slipway.kubernetes.internal.engine;

import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.manifest.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A running cluster on its way into a mesh, out of one, or from one to another: until the last pod
 * has been restarted, some are members and others are not, and both must be understood.
 *
 * @param meanwhile the policies that hold until then
 * @param lifted the policies that are there and would keep the pods apart
 */
record MeshCrossing(List<HasMetadata> meanwhile, List<HasMetadata> lifted) {
  /** Whether a pod is in another mesh than it is to be in; as after a crossing that was killed. */
  static boolean isOn(RenderedPlan rendered, ExistingObjects observed) {
    Optional<String> wanted = rendered.plan().mesh().map(mesh -> mesh.mesh().kind());
    return observed.all(Pod.class).anyMatch(pod -> !mesh(pod).equals(wanted));
  }

  private static Optional<String> mesh(Pod pod) {
    return Optional.ofNullable(pod.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.MESH));
  }

  /**
   * The last of policies of one name holds.
   *
   * @param meanwhile the policies that admit both sides, those of the mesh that is left first
   * @param there the policies that are there
   */
  static MeshCrossing of(Stream<HasMetadata> meanwhile, List<HasMetadata> there) {
    Map<String, HasMetadata> named = new LinkedHashMap<>();
    meanwhile.forEach(policy -> named.put(Ownership.named(policy), policy));
    return new MeshCrossing(
        List.copyOf(named.values()),
        there.stream().filter(policy -> !named.containsKey(Ownership.named(policy))).toList());
  }
}
