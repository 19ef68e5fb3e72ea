package dev.slipway.kubernetes;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A running cluster on its way into a mesh, out of one, or from one to another: until the last pod
 * has been restarted, some are members and others are not, and both must be understood.
 *
 * @param meanwhile the policies that hold until then
 * @param lifted the policies that are there and would keep the pods apart
 */
record Crossing(List<HasMetadata> meanwhile, List<HasMetadata> lifted) {
  /** Whether a pod is in another mesh than it is to be in; as after a crossing that was killed. */
  static boolean isOn(Drawing drawing, Observed observed) {
    Optional<String> wanted = drawing.plan().mesh().map(mesh -> mesh.mesh().kind());
    return observed.all(Pod.class).anyMatch(pod -> !mesh(pod).equals(wanted));
  }

  private static Optional<String> mesh(Pod pod) {
    return Optional.ofNullable(pod.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.MESH));
  }

  /**
   * From one drawing to another.
   *
   * @param from what was deployed last, if that is known
   * @param there the policies that are there
   */
  static Crossing of(
      Optional<Drawing> from,
      Drawing to,
      List<HasMetadata> there,
      ServerVersion version,
      ProviderSource providers) {
    Map<String, HasMetadata> meanwhile = new LinkedHashMap<>();
    from.ifPresent(old -> put(meanwhile, old, version, providers));
    put(meanwhile, to, version, providers);
    return new Crossing(
        List.copyOf(meanwhile.values()),
        there.stream().filter(policy -> !meanwhile.containsKey(Ownership.named(policy))).toList());
  }

  private static void put(
      Map<String, HasMetadata> meanwhile,
      Drawing drawing,
      ServerVersion version,
      ProviderSource providers) {
    Set<ServedKind> kinds = providers.meshKinds().collect(Collectors.toSet());
    MeshInspection.of(new RenderContext(drawing.plan(), version), providers)
        .whileJoining(drawing.manifests())
        .stream()
        .filter(object -> isPolicy(object, kinds))
        .forEach(policy -> meanwhile.put(Ownership.named(policy), policy));
  }

  /** Whether it is one of the mesh's own objects. */
  static boolean isPolicy(HasMetadata object, Set<ServedKind> kinds) {
    return kinds.contains(
        new ServedKind(
            Objects.requireNonNull(object.getApiVersion()),
            Objects.requireNonNull(object.getKind())));
  }
}
