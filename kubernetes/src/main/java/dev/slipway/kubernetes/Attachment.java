package dev.slipway.kubernetes;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.observe.FactsReader;
import dev.slipway.kubernetes.internal.session.TargetOptions;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.ConfigMap;

/** Takes a running cluster in hand, from what it keeps of itself. */
public final class Attachment {
  private final TargetOptions options;

  Attachment(TargetOptions options) {
    this.options = options;
  }

  KubernetesDeployment of(String name, String namespace) {
    ProviderSource providers = ProviderSource.of(Attachment.class.getClassLoader());
    ClusterSpec spec = spec(name, namespace, providers);
    return new KubernetesDeployment(
        options.client(),
        new KubernetesAccess(
            options.client(),
            Planner.plan(
                spec,
                new FactsReader(options.client(), providers, options.platform())
                    .readDeployed(spec))));
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
