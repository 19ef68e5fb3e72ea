package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** By which label an object is known to belong to a cluster, and under which name it is applied. */
final class Ownership {
  /** The name under which the API server keeps which fields are Slipway's. */
  static final String FIELD_MANAGER = "slipway";

  /** Digest of the object as it was applied; tells a changed object without asking for more. */
  static final String APPLIED = "slipway.dev/applied";

  private Ownership() {}

  static Map<String, String> selector(String cluster) {
    return Map.of(Labels.CLUSTER, cluster);
  }

  static boolean isOf(String cluster, HasMetadata object) {
    return object.getMetadata().getLabels() != null
        && cluster.equals(object.getMetadata().getLabels().get(Labels.CLUSTER));
  }

  /** {@code Kind namespace/name}. */
  static String named(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }
}
