package dev.slipway.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.render.KubernetesRenderer;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.render.SecretSource;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Optional;

/**
 * A rendered cluster as whoever attaches to it finds it.
 *
 * @param plan the plan of the cluster
 * @param manifests its objects, as if they had been applied
 */
public record OwnerRoundTrip(ClusterPlan plan, Manifests manifests) implements SecretSource {
  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return find(Secret.class, namespace, name);
  }

  @Override
  public Optional<StatefulSet> statefulSet(String namespace, String name) {
    return find(StatefulSet.class, namespace, name);
  }

  private <T extends HasMetadata> Optional<T> find(Class<T> type, String namespace, String name) {
    return manifests
        .objects(type)
        .filter(object -> object.getMetadata().getName().equals(name))
        .filter(object -> object.getMetadata().getNamespace().equals(namespace))
        .findFirst();
  }

  /** What the owner object tells is what was asked and decided, and renders the same bytes. */
  public void holds(ServerVersion version, ProviderSource providers) {
    ConfigMap owner =
        find(
                ConfigMap.class,
                plan.spec().namespaces().kafka(),
                OwnerObject.name(plan.spec().name()))
            .orElseThrow();

    ClusterSpec spec = OwnerObject.spec(owner, providers.json(), this).orElseThrow();
    ClusterPlan read = OwnerObject.plan(owner, spec, providers.json(), this).orElseThrow();

    assertThat(spec).isEqualTo(plan.spec());
    assertThat(read.quorum()).isEqualTo(plan.quorum());
    assertThat(read.brokers()).isEqualTo(plan.brokers());
    assertThat(read.listeners()).isEqualTo(plan.listeners());
    assertThat(KubernetesRenderer.render(read, version, providers).toYaml())
        .isEqualTo(manifests.toYaml());
  }
}
