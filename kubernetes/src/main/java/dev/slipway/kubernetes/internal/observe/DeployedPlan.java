package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.render.SecretSource;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Optional;
import java.util.function.Function;

/** The plan that was carried out last, as a cluster keeps it. */
public final class DeployedPlan {
  private DeployedPlan() {}

  /**
   * Secrets masked; empty if nothing was deployed, or its specification can't be read any more.
   *
   * @param facts with which it is planned anew if it was not kept
   */
  public static Optional<ClusterPlan> of(
      String cluster,
      ExistingObjects observed,
      ProviderSource providers,
      Function<ClusterSpec, KubernetesFacts> facts) {
    return DeployedSpec.owner(cluster, observed.all(ConfigMap.class))
        .flatMap(
            owner ->
                DeployedSpec.of(owner, providers)
                    .map(spec -> of(owner, spec, providers, SecretSource.none(), facts)));
  }

  /**
   * Of a specification that was read from the same object.
   *
   * @param facts with which it is planned anew if it was not kept
   */
  public static ClusterPlan of(
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
}
