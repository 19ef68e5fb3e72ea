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
    return owner(object).equals(cluster);
  }

  /** Whether both belong to the same cluster, or to none. */
  static boolean sameOwner(HasMetadata one, HasMetadata other) {
    return owner(one).equals(owner(other));
  }

  private static String owner(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(Labels.CLUSTER, "");
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
