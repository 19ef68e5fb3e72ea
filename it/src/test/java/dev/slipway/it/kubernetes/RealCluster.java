package dev.slipway.it.kubernetes;

import dev.slipway.kubernetes.manifest.Patches;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A client of the cluster under KUBECONFIG that counts its requests, and the test's namespaces;
 * closed after each test where it is registered as an extension.
 */
final class RealCluster implements AfterEachCallback, AutoCloseable {
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final List<String> namespaces = new ArrayList<>();
  private final KubernetesClient client;

  private RealCluster(KubernetesClientBuilder builder) {
    this.client =
        builder
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("count", new Counter()))
            .build();
  }

  /** Skips the test, loudly, if there is no cluster. */
  static RealCluster connect() {
    if (System.getenv("KUBECONFIG") == null) {
      System.err.println(
          "\n*** NOT RUN: tests on a real cluster. Set KUBECONFIG to run them. ***\n");
      Assumptions.abort("KUBECONFIG is not set");
    }
    return new RealCluster(new KubernetesClientBuilder());
  }

  KubernetesClient client() {
    return client;
  }

  /** A client of somebody with this token, and no more rights than that. */
  KubernetesClient as(String token) {
    Config own = client.getConfiguration();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(own.getMasterUrl())
                .withCaCertData(own.getCaCertData())
                .withCaCertFile(own.getCaCertFile())
                .withOauthToken(token)
                .build())
        .build();
  }

  /** A client whose watchers are told of everything late, as on a busy machine. */
  KubernetesClient hearingLate() {
    return new KubernetesClientBuilder()
        .withTaskExecutor(CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS))
        .build();
  }

  int writes() {
    return writes.get();
  }

  int requests() {
    return reads.get() + writes.get();
  }

  /** A namespace that the test makes, removed with all that is in it when this is closed. */
  String claim(String namespace) {
    namespaces.add(namespace);
    return namespace;
  }

  /** Has these namespaces of a cluster enforce the restricted Pod Security Standard. */
  static Patches restricting(String... namespaces) {
    Patches patches = Patches.none();
    for (String name : namespaces) {
      patches = patches.patch(Namespace.class, name, RealCluster::restricted);
    }
    return patches;
  }

  private static Namespace restricted(Namespace namespace) {
    return new NamespaceBuilder(namespace)
        .editMetadata()
        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
        .endMetadata()
        .build();
  }

  /** A namespace that is there before the test begins. */
  String make(String namespace) {
    awaitGone(namespace);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    return claim(namespace);
  }

  void awaitGone(String namespace) {
    client
        .namespaces()
        .withName(namespace)
        .waitUntilCondition(there -> there == null, 3, TimeUnit.MINUTES);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  /** Ends the client; the namespaces go on to vanish, which the next to use them waits for. */
  @Override
  public void close() {
    for (String namespace : namespaces) {
      Namespace there = client.namespaces().withName(namespace).get();
      if (there != null) {
        client.resource(there).delete();
        // Nobody needs their goodbyes any more.
        client.pods().inNamespace(namespace).withGracePeriod(0).delete();
      }
    }
    client.close();
  }

  private final class Counter implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      (request.method().equals("GET") ? reads : writes).incrementAndGet();
    }
  }
}
