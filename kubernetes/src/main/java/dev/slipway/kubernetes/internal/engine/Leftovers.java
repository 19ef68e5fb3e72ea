package dev.slipway.kubernetes.internal.engine;

import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.session.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects of a cluster that are not wanted any more; never those that hold data. */
final class Leftovers {
  private Leftovers() {}

  /**
   * Those among what is observed.
   *
   * @param policies the objects of meshes that belong to the cluster
   */
  static List<HasMetadata> of(
      RenderedPlan rendered, ExistingObjects observed, List<HasMetadata> policies) {
    Set<String> wanted =
        rendered.manifests().objects().stream().map(Ownership::named).collect(Collectors.toSet());
    return Stream.concat(observed.light(), policies.stream())
        .filter(object -> !wanted.contains(Ownership.named(object)))
        .toList();
  }
}
