package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.render.KubernetesRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;

/**
 * A plan and its objects.
 *
 * @param plan what was decided
 * @param manifests the objects
 */
record RenderedPlan(ClusterPlan plan, Manifests manifests) {
  static RenderedPlan of(
      ClusterPlan plan, ServerVersion version, ProviderSource providers, Patches patches) {
    return new RenderedPlan(plan, KubernetesRenderer.render(plan, version, providers, patches));
  }
}
