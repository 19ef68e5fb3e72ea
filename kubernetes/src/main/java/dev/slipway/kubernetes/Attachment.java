package dev.slipway.kubernetes;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.observe.FactsReader;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.render.OwnerObject;
import io.fabric8.kubernetes.api.model.ConfigMap;

/** Takes a running cluster in hand, from what it keeps of itself. */
final class Attachment {
  private final Session session;

  Attachment(Session session) {
    this.session = session;
  }

  KubernetesDeployment of(String name, String namespace) {
    ClusterSpec spec = spec(name, namespace);
    return new KubernetesDeployment(
        session,
        new KubernetesAccess(
            session, Planner.plan(spec, new FactsReader(session).readDeployed(spec))));
  }

  private ClusterSpec spec(String name, String namespace) {
    ConfigMap owner =
        session.client().configMaps().inNamespace(namespace).withName(OwnerObject.name(name)).get();
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
    return session.providers().json().read(document);
  }
}
