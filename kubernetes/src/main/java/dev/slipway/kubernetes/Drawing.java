package dev.slipway.kubernetes;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.render.KubernetesRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;

/**
 * A plan and its objects.
 *
 * @param plan what was decided
 * @param manifests the objects
 */
record Drawing(ClusterPlan plan, Manifests manifests) {
  static Drawing of(
      ClusterSpec spec,
      KubernetesFacts facts,
      ServerVersion version,
      ProviderSource providers,
      Patches patches) {
    ClusterPlan plan = Planner.plan(spec, facts);
    return new Drawing(plan, KubernetesRenderer.render(plan, version, providers, patches));
  }
}
