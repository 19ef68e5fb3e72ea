package dev.slipway.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.slipway.core.target.Deployment;
import dev.slipway.junit5.SlipwayCluster;
import dev.slipway.junit5.Topic;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A suite that a setting moves to Kubernetes, its source untouched. */
@Tag("cluster")
class JUnitClusterTest {
  private static final Set<String> NAMESPACES = ConcurrentHashMap.newKeySet();

  @RegisterExtension final RealCluster real = RealCluster.connect();

  @Test
  void runsInANamespaceOfItsOwnAndSweepsWhatACrashedRunLeft() throws Exception {
    String left = leftByACrashedRun();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();

    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(Suite.class))
                  .configurationParameter("slipway.target", "kubernetes")
                  .build(),
              summary);
    }

    assertThat(summary.getSummary().getFailures())
        .extracting(failure -> failure.getException())
        .isEmpty();
    assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2);
    assertThat(NAMESPACES).singleElement().asString().startsWith("slipway-test-");
    assertThat(going(NAMESPACES.iterator().next())).isTrue();
    assertThat(going(left)).isTrue();
  }

  private boolean going(String namespace) {
    Namespace there = real.client().namespaces().withName(namespace).get();
    return there == null || there.getMetadata().getDeletionTimestamp() != null;
  }

  private String leftByACrashedRun() throws Exception {
    Process crashed = new ProcessBuilder("true").start();
    crashed.waitFor();
    String name = "slipway-test-crashed";
    real.awaitGone(name);
    real.client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("test.slipway.dev/run", "crashed")
                .addToAnnotations("test.slipway.dev/host", InetAddress.getLocalHost().getHostName())
                .addToAnnotations("test.slipway.dev/process", Long.toString(crashed.pid()))
                .endMetadata()
                .build())
        .create();
    return real.claim(name);
  }

  @SlipwayCluster(zookeeper = 1, brokers = 1)
  static class Suite {
    @Test
    void writes(Producer<String, String> producer, Topic topic) throws Exception {
      assertThat(producer.send(new ProducerRecord<>(topic.name(), "hello")).get().offset())
          .isZero();
    }

    @Test
    void knowsItsNamespace(Deployment kafka) {
      NAMESPACES.addAll(List.of(kafka.plan().spec().namespaces().kafka()));
      kafka.verify().orThrow();
    }
  }
}
