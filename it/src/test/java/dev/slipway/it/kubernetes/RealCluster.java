package dev.slipway.it.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A client of the cluster under KUBECONFIG that counts what it writes. */
final class RealCluster implements AutoCloseable {
  private final AtomicInteger writes = new AtomicInteger();
  private final KubernetesClient client;

  private RealCluster() {
    this.client =
        new KubernetesClientBuilder()
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("count writes", new WriteCounter()))
            .build();
  }

  /** Skips the test, loudly, if there is no cluster. */
  static RealCluster connect() {
    if (System.getenv("KUBECONFIG") == null) {
      System.err.println(
          "\n*** NOT RUN: tests on a real cluster. Set KUBECONFIG to run them. ***\n");
      Assumptions.abort("KUBECONFIG is not set");
    }
    return new RealCluster();
  }

  KubernetesClient client() {
    return client;
  }

  int writes() {
    return writes.get();
  }

  /** Removes a namespace and everything in it, and waits until it is gone. */
  void remove(String namespace) {
    Namespace there = client.namespaces().withName(namespace).get();
    if (there != null) {
      client.resource(there).delete();
      // Nobody needs their goodbyes any more.
      client.pods().inNamespace(namespace).withGracePeriod(0).delete();
      client
          .namespaces()
          .withName(namespace)
          .waitUntilCondition(gone -> gone == null, 3, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private final class WriteCounter implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (!request.method().equals("GET")) {
        writes.incrementAndGet();
      }
    }
  }
}
