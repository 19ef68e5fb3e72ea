package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.ProbeResult.Outcome;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.manifest.Labels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whether verify() tells a mesh that keeps strangers out from one that does not. */
@Tag("mesh")
class PlaintextProbeMeshTest {
  private static final String NAME = "plaintext";
  private static final String SECURITY = "security.istio.io/v1";
  private static final Duration SOON = Duration.ofMinutes(1);

  @RegisterExtension final RealCluster real = RealCluster.connect();

  @Test
  void passesUntilTheMeshLetsStrangersIn() {
    real.claim(NAME);
    try (KubernetesDeployment kafka =
        KubernetesTarget.of(real.client())
            .deploy(
                cluster(NAME)
                    .zookeeper(3)
                    .kafka(1)
                    .mesh(istio())
                    .expose(nodePortPerBroker())
                    .build())) {
      VerificationReport strict = kafka.verify().orThrow();

      assertThat(plaintext(strict))
          .extracting(ProbeResult::subject)
          .containsExactlyInAnyOrder(
              "plaintext-zookeeper tcp-client 2181",
              "plaintext-zookeeper tcp-peer 2888",
              "plaintext-zookeeper tcp-election 3888",
              "plaintext-broker tcp-client 9092",
              "plaintext-broker tcp-internal 9093");
      assertThat(plaintext(strict))
          .extracting(ProbeResult::seen)
          .allMatch(PlaintextProbeMeshTest::refused);
      assertThatNoStrangerIsLeft();

      real.client()
          .genericKubernetesResources(SECURITY, "AuthorizationPolicy")
          .inNamespace(NAME)
          .delete();
      real.client()
          .genericKubernetesResources(SECURITY, "PeerAuthentication")
          .inNamespace(NAME)
          .delete();

      assertThat(letIn(kafka))
          .contains(
              "plaintext-zookeeper tcp-client 2181",
              "plaintext-zookeeper tcp-election 3888",
              "plaintext-broker tcp-client 9092",
              "plaintext-broker tcp-internal 9093");
      assertThatNoStrangerIsLeft();
    }
  }

  private static boolean refused(String seen) {
    return seen.matches("refused at (\\d) of \\1");
  }

  /** The ports at which a stranger gets in, as soon as the proxies have heard of it. */
  private static List<String> letIn(KubernetesDeployment kafka) {
    long end = System.nanoTime() + SOON.toNanos();
    List<String> open = List.of();
    while (open.size() < 4 && System.nanoTime() < end) {
      open =
          plaintext(kafka.verify()).stream()
              .filter(result -> result.outcome() == Outcome.FAILED)
              .map(ProbeResult::subject)
              .toList();
    }
    return open;
  }

  private static List<ProbeResult> plaintext(VerificationReport report) {
    return report.results().stream().filter(result -> result.probe().equals("plaintext")).toList();
  }

  private void assertThatNoStrangerIsLeft() {
    assertThat(
            real.client()
                .pods()
                .inNamespace(NAME)
                .withLabel(Labels.STRANGER_TO, NAME)
                .list()
                .getItems())
        .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
  }
}
