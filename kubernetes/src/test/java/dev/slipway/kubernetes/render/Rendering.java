package dev.slipway.kubernetes.render;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Renders for tests. */
final class Rendering {
  static final ServerVersion CURRENT = new ServerVersion(1, 34);

  private static final ProviderSource PROVIDERS =
      ProviderSource.of(Rendering.class.getClassLoader());

  private Rendering() {}

  static Manifests of(ClusterSpec.Builder spec) {
    return of(spec, CURRENT, Patches.none());
  }

  static Manifests of(ClusterSpec.Builder spec, ServerVersion version, Patches patches) {
    return of(Planner.plan(spec.build(), KubernetesFacts.builder().build()), version, patches);
  }

  static Manifests of(ClusterPlan plan, ServerVersion version, Patches patches) {
    return KubernetesRenderer.render(plan, version, PROVIDERS, patches);
  }

  static <T extends HasMetadata> T only(Manifests manifests, Class<T> type, String name) {
    return manifests
        .objects(type)
        .filter(object -> object.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static ClusterSpec.Builder cluster(int servers, int brokers) {
    return ClusterSpec.builder()
        .name("c")
        .zookeeper(zookeeper -> zookeeper.servers(servers))
        .kafka(kafka -> kafka.brokers(brokers));
  }
}
