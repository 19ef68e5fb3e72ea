package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.render.SecretSource;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Optional;
import java.util.stream.Stream;

/** What a cluster keeps of the specification it was deployed with. */
public final class DeployedSpec {
  private DeployedSpec() {}

  /** What was deployed last, secrets masked; empty if nothing was, or it can't be read any more. */
  public static Optional<ClusterSpec> of(
      String cluster, ExistingObjects observed, ProviderSource providers) {
    return of(cluster, observed.all(ConfigMap.class), providers);
  }

  /** What was deployed last, as one of these objects keeps it. */
  public static Optional<ClusterSpec> of(
      String cluster, Stream<ConfigMap> kept, ProviderSource providers) {
    return owner(cluster, kept).flatMap(owner -> of(owner, providers));
  }

  static Optional<ConfigMap> owner(String cluster, Stream<ConfigMap> kept) {
    return kept.filter(map -> map.getMetadata().getName().equals(OwnerObject.name(cluster)))
        .findFirst();
  }

  static Optional<ClusterSpec> of(ConfigMap owner, ProviderSource providers) {
    try {
      return OwnerObject.spec(owner, providers.json(), SecretSource.none());
    } catch (MalformedSpecException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
