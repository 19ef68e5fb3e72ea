package dev.slipway.kubernetes;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.render.SecretSource;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Optional;
import java.util.function.Function;
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
    return owner(cluster, kept).flatMap(owner -> masked(owner, providers));
  }

  private static Optional<ConfigMap> owner(String cluster, Stream<ConfigMap> kept) {
    return kept.filter(map -> map.getMetadata().getName().equals(OwnerObject.name(cluster)))
        .findFirst();
  }

  private static Optional<ClusterSpec> masked(ConfigMap owner, ProviderSource providers) {
    try {
      return OwnerObject.spec(owner, providers.json(), SecretSource.none());
    } catch (MalformedSpecException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  /**
   * The plan that was carried out last, secrets masked; empty if there is none, or it can't be read
   * any more.
   *
   * @param facts with which it is planned anew if it was not kept
   */
  static Optional<ClusterPlan> carriedOut(
      String cluster,
      Observed observed,
      ProviderSource providers,
      Function<ClusterSpec, KubernetesFacts> facts) {
    return owner(cluster, observed.all(ConfigMap.class))
        .flatMap(
            owner ->
                masked(owner, providers)
                    .map(spec -> plan(owner, spec, providers, SecretSource.none(), facts)));
  }

  private static ClusterPlan plan(
      ConfigMap owner,
      ClusterSpec spec,
      ProviderSource providers,
      SecretSource secrets,
      Function<ClusterSpec, KubernetesFacts> facts) {
    // Objects that were exported before their Services were assigned ports have half a plan.
    return OwnerObject.plan(owner, spec, providers.json(), secrets)
        .filter(ClusterPlan::complete)
        .orElseGet(() -> Planner.adopt(spec, facts.apply(spec)));
  }

  KubernetesDeployment of(String name, String namespace) {
    ProviderSource providers = ProviderSource.of(Attachment.class.getClassLoader());
    SecretSource secrets = new ClusterSecrets(options.client());
    ConfigMap owner =
        options.client().configMaps().inNamespace(namespace).withName(OwnerObject.name(name)).get();
    ClusterSpec spec =
        Optional.ofNullable(owner)
            .flatMap(found -> OwnerObject.spec(found, providers.json(), secrets))
            .orElseThrow(() -> missing(name, namespace));
    return new KubernetesDeployment(
        options.client(),
        plan(
            owner,
            spec,
            providers,
            secrets,
            new FactsReader(options.client(), providers, options.platform())::readDeployed));
  }

  private static ApplyException missing(String name, String namespace) {
    return new ApplyException(
        "Cluster '"
            + name
            + "': not in namespace "
            + namespace
            + " (expected: the ConfigMap "
            + OwnerObject.name(name)
            + ", which every deployed cluster has); name the namespace of its brokers");
  }
}
