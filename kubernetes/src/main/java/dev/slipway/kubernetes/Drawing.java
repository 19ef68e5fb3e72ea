package dev.slipway.kubernetes;

import dev.slipway.core.plan.ClusterPlan;
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
      ClusterPlan plan, ServerVersion version, ProviderSource providers, Patches patches) {
    return new Drawing(plan, KubernetesRenderer.render(plan, version, providers, patches));
  }
}
