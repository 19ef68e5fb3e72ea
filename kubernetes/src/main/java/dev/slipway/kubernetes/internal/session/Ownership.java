package dev.slipway.kubernetes.internal.session;

import dev.slipway.kubernetes.manifest.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** By which label an object is known to belong to a cluster, and under which name it is applied. */
public final class Ownership {
  /** The name under which the API server keeps which fields are Slipway's. */
  public static final String FIELD_MANAGER = "slipway";

  /** Digest of the object as it was applied; tells a changed object without asking for more. */
  public static final String APPLIED = "slipway.dev/applied";

  private Ownership() {}

  public static Map<String, String> selector(String cluster) {
    return Map.of(Labels.CLUSTER, cluster);
  }

  public static boolean isOf(String cluster, HasMetadata object) {
    return owner(object).equals(cluster);
  }

  /** Whether both belong to the same cluster, or to none. */
  public static boolean sameOwner(HasMetadata one, HasMetadata other) {
    return owner(one).equals(owner(other));
  }

  private static String owner(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(Labels.CLUSTER, "");
  }

  /** {@code Kind namespace/name}. */
  public static String named(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }
}
