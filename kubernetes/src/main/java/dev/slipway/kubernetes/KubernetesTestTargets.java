package dev.slipway.kubernetes;

import dev.slipway.core.loading.ContextLoader;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.TestRun;
import dev.slipway.core.target.TestTarget;
import dev.slipway.core.target.TestTargetProvider;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ServiceLoader;

/**
 * The Kubernetes cluster of the kubeconfig for test runs, by the name {@code kubernetes}; made for
 * {@link ServiceLoader}. Each cluster has a namespace {@code slipway-test-…} of its own, whatever
 * namespaces its specification names; it is removed with the cluster, and after a crash of the JVM
 * by the next run on that machine, or by any run six hours later.
 *
 * <p>Cost: the account needs {@code create}, {@code get}, {@code list}, {@code patch} and {@code
 * delete} of namespaces, and the Role of {@code docs/kubernetes.md} in all of them.
 */
public final class KubernetesTestTargets implements TestTargetProvider {
  /** For {@link ServiceLoader}. */
  public KubernetesTestTargets() {}

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public TestTarget open(TestRun run) {
    KubernetesClient client =
        ContextLoader.seeing(KubernetesClient.class, () -> new KubernetesClientBuilder().build());
    TestNamespaces namespaces = new TestNamespaces(client, run);
    namespaces.sweep();
    return new OnCluster(client, namespaces);
  }

  private record OnCluster(KubernetesClient client, TestNamespaces namespaces)
      implements TestTarget {
    @Override
    public Deployment deploy(Request request) {
      ClusterSpec spec = namespaces.moved(request.spec());
      try {
        return KubernetesTarget.of(client).deploy(spec);
      } catch (RuntimeException e) {
        namespaces.remove(spec);
        throw e;
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
