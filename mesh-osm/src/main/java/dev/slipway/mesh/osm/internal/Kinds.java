package dev.slipway.mesh.osm.internal;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.mesh.osm.smi.SmiTcpRoute;
import dev.slipway.mesh.osm.smi.TrafficTarget;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/** The kinds of objects that are rendered. */
final class Kinds {
  private Kinds() {}

  static Stream<ServedKind> all() {
    return Stream.of(SmiTcpRoute.class, TrafficTarget.class)
        .map(kind -> new ServedKind(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind)));
  }
}
