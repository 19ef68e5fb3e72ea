package dev.slipway.kubernetes;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;

/** Takes a running cluster in hand, from what it keeps of itself. */
final class Attachment {
  private final KubernetesTarget.Options options;

  Attachment(KubernetesTarget.Options options) {
    this.options = options;
  }

  KubernetesDeployment of(String name, String namespace) {
    ClusterSpec spec = spec(name, namespace);
    return new KubernetesDeployment(
        options.client(), Planner.plan(spec, new FactsReader(options.client()).read(spec)));
  }

  private ClusterSpec spec(String name, String namespace) {
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
    ProviderSource providers = ProviderSource.of(Attachment.class.getClassLoader());
    return providers.json().read(document);
  }
}
