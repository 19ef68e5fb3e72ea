package dev.slipway.kubernetes;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.target.TestRun;
import dev.slipway.kubernetes.internal.session.HostName;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespaces of one test run: one for each cluster, marked with the run and its process, so
 * that a later run can tell those of a process that has crashed.
 */
final class TestNamespaces {
  /** After which nobody is believed to test still. */
  static final Duration OLD = Duration.ofHours(6);

  private static final Logger LOG = LoggerFactory.getLogger(TestNamespaces.class);
  private static final String RUN = "test.slipway.dev/run";
  private static final String HOST = "test.slipway.dev/host";
  private static final String PROCESS = "test.slipway.dev/process";

  private final KubernetesClient client;
  private final TestRun run;
  private final AtomicInteger clusters = new AtomicInteger();

  TestNamespaces(KubernetesClient client, TestRun run) {
    this.client = client;
    this.run = run;
  }

  /** The same cluster in a namespace of its own, or in two if it asks for two. */
  ClusterSpec moved(ClusterSpec spec) {
    String namespace = "slipway-test-" + run.id() + "-" + clusters.incrementAndGet();
    boolean one = spec.namespaces().zookeeper().equals(spec.namespaces().kafka());
    return spec.movedTo(
        NamespacesSpec.of(one ? namespace : namespace + "-zookeeper", namespace),
        Map.of(RUN, run.id()),
        Map.of(HOST, HostName.own(), PROCESS, Long.toString(ProcessHandle.current().pid())));
  }

  /** Removes those of runs whose process has crashed, or that are too old to be run still. */
  void sweep() {
    for (Namespace namespace : client.namespaces().withLabel(RUN).list().getItems()) {
      if (namespace.getMetadata().getDeletionTimestamp() == null && isAbandoned(namespace)) {
        LOG.info("Removing namespace {}, left by a run that crashed", name(namespace));
        client.resource(namespace).delete();
      }
    }
  }

  /** Removes what a launch that failed has left. */
  void remove(ClusterSpec moved) {
    client.namespaces().withName(moved.namespaces().kafka()).delete();
    client.namespaces().withName(moved.namespaces().zookeeper()).delete();
  }

  /** From now on nobody removes it but its user. */
  static void release(KubernetesClient client, String namespace) {
    Namespace there = client.namespaces().withName(namespace).get();
    if (there != null && there.getMetadata().getLabels().containsKey(RUN)) {
      client
          .namespaces()
          .withName(namespace)
          .edit(
              marked ->
                  new NamespaceBuilder(marked)
                      .editMetadata()
                      .removeFromLabels(RUN)
                      .endMetadata()
                      .build());
    }
  }

  private static boolean isAbandoned(Namespace namespace) {
    Instant made = Instant.parse(namespace.getMetadata().getCreationTimestamp());
    return made.plus(OLD).isBefore(Instant.now())
        || (annotation(namespace, HOST).equals(Optional.of(HostName.own()))
            && annotation(namespace, PROCESS)
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).isEmpty())
                .orElse(false));
  }

  private static Optional<String> annotation(Namespace namespace, String key) {
    return Optional.ofNullable(namespace.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(key));
  }

  private static String name(Namespace namespace) {
    return namespace.getMetadata().getName();
  }
}
