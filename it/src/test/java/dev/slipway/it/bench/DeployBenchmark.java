package dev.slipway.it.bench;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Deploying 3 + 3 until verified, beside {@code kubectl apply} of the very same manifests until all
 * pods are ready; on the cluster that KUBECONFIG names, alternating. Needs kubectl.
 */
public final class DeployBenchmark {
  private static final int PODS = 6;
  private static final String NAME = "bench";

  private final AtomicInteger requests = new AtomicInteger();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withHttpClientBuilderConsumer(
              http -> http.addOrReplaceInterceptor("count", new Counter()))
          .build();
  private final ClusterSpec spec =
      cluster(NAME).zookeeper(3).kafka(3).expose(nodePortPerBroker().from(31_993)).build();
  private final KubernetesTarget target = KubernetesTarget.of(client);

  private DeployBenchmark() {}

  /** With the number of runs of each kind; if unspecified, five. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    new DeployBenchmark().run(runs);
  }

  private void run(int runs) throws IOException, InterruptedException {
    Path manifests = Files.createTempFile("bench", ".yaml");
    Files.writeString(manifests, target.manifests(spec).toYaml(), StandardCharsets.UTF_8);
    List<Double> deploys = new ArrayList<>();
    List<Double> verified = new ArrayList<>();
    List<Double> applies = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    int first = 0;
    int second = 0;
    for (int i = 0; i < runs; i++) {
      int requestsBefore = requests.get();
      long begin = System.nanoTime();
      try (KubernetesDeployment kafka = target.deploy(spec)) {
        deploys.add(secondsSince(begin));
        first = requests.get() - requestsBefore;
        kafka.verify().orThrow();
        verified.add(secondsSince(begin));
        requestsBefore = requests.get();
        long beginAgain = System.nanoTime();
        target.deploy(spec).close();
        again.add(secondsSince(beginAgain));
        second = requests.get() - requestsBefore;
      }
      remove();
      begin = System.nanoTime();
      kubectl("apply", "--server-side", "-f", manifests.toString());
      awaitPods();
      applies.add(secondsSince(begin));
      remove();
      System.out.printf(
          "run %d: deploy %.1f s, verified %.1f s, again %.2f s; kubectl apply until ready %.1f s%n",
          i + 1, last(deploys), last(verified), last(again), last(applies));
    }
    System.out.printf("%n| | median | least | most |%n|---|---|---|---|%n");
    row("deploy", deploys);
    row("deploy until verified (a)", verified);
    row("deploy again", again);
    row("kubectl apply until ready (b)", applies);
    System.out.printf(
        "%n(a) / (b) = %.2f; requests: %d the first time, %d the second%n",
        median(verified) / median(applies), first, second);
    client.close();
  }

  private void awaitPods() throws IOException, InterruptedException {
    while (client.pods().inNamespace(NAME).list().getItems().size() < PODS) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    kubectl("wait", "-n", NAME, "--for=condition=Ready", "pod", "--all", "--timeout=180s");
  }

  private void remove() {
    client.namespaces().withName(NAME).delete();
    client.pods().inNamespace(NAME).withGracePeriod(0).delete();
    client
        .namespaces()
        .withName(NAME)
        .waitUntilCondition(gone -> gone == null, 3, TimeUnit.MINUTES);
  }

  private static void kubectl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    Collections.addAll(command, arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static void row(String what, List<Double> values) {
    System.out.printf(
        "| %s | %.2f s | %.2f s | %.2f s |%n",
        what, median(values), Collections.min(values), Collections.max(values));
  }

  private final class Counter implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      requests.incrementAndGet();
    }
  }
}
