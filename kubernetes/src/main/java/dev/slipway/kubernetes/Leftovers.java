package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Objects of a cluster that are not wanted any more; never those that hold data. */
final class Leftovers {
  private Leftovers() {}

  static List<HasMetadata> of(Drawing drawing, Observed observed) {
    Set<String> wanted =
        drawing.manifests().objects().stream().map(Ownership::named).collect(Collectors.toSet());
    return observed.light().filter(object -> !wanted.contains(Ownership.named(object))).toList();
  }
}
