package dev.slipway.it.mesh;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import dev.slipway.kubernetes.mesh.ObservedPod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Istio that is joined by a revision tag, made as {@code istioctl tag set} makes it. */
@Tag("cluster")
@Tag("mesh")
class RevisionTagMeshTest {
  private static final String NAME = "tagged";
  private static final String TAG = "slipway-stable";
  private static final String REVISION = "istio.io/rev";

  @Test
  void joinsTheRevisionThatTheTagStandsFor() {
    if (System.getenv("KUBECONFIG") == null) {
      System.err.println("\n*** NOT RUN: tests in a real mesh. Set KUBECONFIG to run them. ***\n");
      Assumptions.abort("KUBECONFIG is not set");
    }
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      if (client.namespaces().withName("istio-system").get() == null) {
        System.err.println("\n*** NOT RUN: the revision tag. Install Istio to run it. ***\n");
        Assumptions.abort("Istio is not installed");
      }
      MutatingWebhookConfiguration tag = client.resource(tag(client)).serverSideApply();
      ClusterSpec spec = cluster(NAME).zookeeper(1).kafka(1).mesh(istio().revision(TAG)).build();
      try (KubernetesDeployment deployed = KubernetesTarget.of(client).deploy(spec)) {
        deployed.verify().orThrow();
        assertThat(client.pods().inNamespace(NAME).list().getItems())
            .hasSize(2)
            .allMatch(pod -> ObservedPod.of(pod).containers().contains("istio-proxy"));
      } finally {
        client.namespaces().withName(NAME).delete();
        client.resource(tag).delete();
      }
    }
  }

  private static MutatingWebhookConfiguration tag(KubernetesClient client) {
    MutatingWebhook webhook =
        client
            .admissionRegistration()
            .v1()
            .mutatingWebhookConfigurations()
            .withName("istio-revision-tag-default")
            .get()
            .getWebhooks()
            .stream()
            .filter(any -> any.getName().startsWith("rev.namespace."))
            .findFirst()
            .orElseThrow();
    webhook.getNamespaceSelector().getMatchExpressions().stream()
        .filter(expression -> expression.getKey().equals(REVISION))
        .forEach(expression -> expression.setValues(List.of(TAG)));
    return new MutatingWebhookConfigurationBuilder()
        .withNewMetadata()
        .withName("istio-revision-tag-" + TAG)
        .addToLabels("app", "sidecar-injector")
        .addToLabels(REVISION, "default")
        .addToLabels("istio.io/tag", TAG)
        .endMetadata()
        .withWebhooks(webhook)
        .build();
  }
}
