package dev.slipway.kubernetes;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.observe.ClusterSecrets;
import dev.slipway.kubernetes.internal.observe.DeployedPlan;
import dev.slipway.kubernetes.internal.observe.FactsReader;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.render.SecretSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Optional;

/** Takes a running cluster in hand, from what it keeps of itself. */
final class Attachment {
  private final Session session;

  Attachment(Session session) {
    this.session = session;
  }

  KubernetesDeployment of(String name, String namespace) {
    SecretSource secrets = new ClusterSecrets(session.client());
    ConfigMap owner =
        session.client().configMaps().inNamespace(namespace).withName(OwnerObject.name(name)).get();
    ClusterSpec spec =
        Optional.ofNullable(owner)
            .flatMap(found -> OwnerObject.spec(found, session.providers().json(), secrets))
            .orElseThrow(() -> missing(name, namespace));
    ClusterPlan plan =
        DeployedPlan.of(
            owner, spec, session.providers(), secrets, new FactsReader(session)::readDeployed);
    return new KubernetesDeployment(session, new KubernetesAccess(session, plan));
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
