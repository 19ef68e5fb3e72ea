package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.render.OwnerObject;
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
    Optional<String> document =
        kept.filter(map -> map.getMetadata().getName().equals(OwnerObject.name(cluster)))
            .flatMap(map -> Stream.ofNullable(map.getData().get(OwnerObject.SPEC)))
            .findFirst();
    try {
      return document.map(providers.json()::read);
    } catch (MalformedSpecException ofAnotherVersion) {
      return Optional.empty();
    }
  }
}
