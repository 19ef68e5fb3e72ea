package dev.slipway.kubernetes;

import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes a running cluster in hand, from what it keeps of itself. */
final class Attachment {
  private final KubernetesTarget.Options options;

  Attachment(KubernetesTarget.Options options) {
    this.options = options;
  }

  /** What was deployed last, secrets masked; empty if nothing was, or it can't be read any more. */
  static Optional<ClusterSpec> deployed(
      String cluster, Observed observed, ProviderSource providers) {
    return deployed(cluster, observed.all(ConfigMap.class), providers);
  }

  /** What was deployed last, as one of these objects keeps it. */
  static Optional<ClusterSpec> deployed(
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

  KubernetesDeployment of(String name, String namespace) {
    ProviderSource providers = ProviderSource.of(Attachment.class.getClassLoader());
    ClusterSpec spec = spec(name, namespace, providers);
    return new KubernetesDeployment(
        options.client(),
        Planner.plan(
            spec,
            new FactsReader(options.client(), providers, options.platform()).readDeployed(spec)));
  }

  private ClusterSpec spec(String name, String namespace, ProviderSource providers) {
    ConfigMap owner =
        options.client().configMaps().inNamespace(namespace).withName(OwnerObject.name(name)).get();
    String document = owner == null ? null : owner.getData().get(OwnerObject.SPEC);
    if (document == null) {
      throw new ApplyException(
          "Cluster '"
              + name
              + "': not in namespace "
              + namespace
              + " (expected: the ConfigMap "
              + OwnerObject.name(name)
              + ", which every deployed cluster has); name the namespace of its brokers");
    }
    return providers.json().read(document);
  }
}
