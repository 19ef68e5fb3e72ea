package dev.slipway.examples.platform;

import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the clusters of many tenants in one JVM, over one client that is the platform's own. A
 * tenant asks for a cluster by a JSON document; its name is the tenant's, and so is its namespace.
 *
 * <p>Safe for use by several threads. What is provided stays when the platform ends or dies: the
 * next one takes it up by {@link #takeUp}.
 */
public final class KafkaPlatform implements AutoCloseable {
  private final KubernetesTarget target;
  private final SpecJson json = SpecJson.of(KafkaPlatform.class.getClassLoader());
  private final Map<String, KubernetesDeployment> clusters = new ConcurrentHashMap<>();

  /** Over this client, which stays the caller's. */
  public KafkaPlatform(KubernetesClient client) {
    this.target = KubernetesTarget.of(client);
  }

  /**
   * Provides a cluster, or changes it to what the document now says; returns when it works.
   *
   * @return where clients find it
   */
  public String provide(String document) {
    ClusterSpec spec = json.read(document);
    replace(spec.name(), target.deploy(spec)).verify().orThrow();
    return held(spec.name()).bootstrapServers();
  }

  /** Takes up a cluster that another platform, or this one before it was restarted, provided. */
  public void takeUp(String tenant) {
    replace(tenant, target.attach(tenant));
  }

  private KubernetesDeployment replace(String tenant, KubernetesDeployment deployment) {
    KubernetesDeployment before = clusters.put(tenant, deployment);
    if (before != null) {
      before.close();
    }
    return deployment;
  }

  /** Looks whether a tenant's cluster works. */
  public VerificationReport check(String tenant) {
    return held(tenant).verify();
  }

  /** The tenants that have a cluster. */
  public NavigableSet<String> tenants() {
    return new TreeSet<>(clusters.keySet());
  }

  /** Takes a tenant's cluster away, with its data. */
  public void withdraw(String tenant) {
    held(tenant).deleteWithVolumes();
    clusters.remove(tenant);
  }

  private KubernetesDeployment held(String tenant) {
    KubernetesDeployment deployment = clusters.get(tenant);
    if (deployment == null) {
      throw new IllegalArgumentException(
          "tenant: " + tenant + " (expected: one of " + tenants() + ")");
    }
    return deployment;
  }

  /** Lets go of all clusters; they stay. */
  @Override
  public void close() {
    clusters.values().forEach(KubernetesDeployment::close);
    clusters.clear();
  }
}
