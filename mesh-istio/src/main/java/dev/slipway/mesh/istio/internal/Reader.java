package dev.slipway.mesh.istio.internal;

import dev.slipway.kubernetes.mesh.ExistingNamespaces;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.mesh.Visible;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mesh from its cluster.
 *
 * <p>It costs {@code list} of Deployments and Services and {@code get} of DaemonSets in the control
 * plane's namespace, {@code list} of mutating webhooks, {@code get} of the cluster's namespaces
 * where they were there before; what may not be seen is not judged.
 */
final class Reader {
  private static final String APP = "app";
  private static final String CONTROL_PLANE = "istiod";
  private static final String NODE_PROXY = "ztunnel";

  private final Istio mesh;
  private final KubernetesClient client;

  Reader(Istio mesh, KubernetesClient client) {
    this.mesh = mesh;
    this.client = client;
  }

  Observed read(RenderContext context) {
    return new Observed(
        MeshInspection.servedKinds(Kinds.all(), client),
        controlPlanes(),
        injectors(),
        tags(),
        !Visible.of(
                () ->
                    client
                        .apps()
                        .daemonSets()
                        .inNamespace(mesh.controlPlane())
                        .withName(NODE_PROXY)
                        .get())
            .isAbsent(),
        ExistingNamespaces.read(context, client, Reader::labels));
  }

  private Visible<List<Observed.ControlPlane>> controlPlanes() {
    return items(
            () ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(mesh.controlPlane())
                    .withLabel(APP, CONTROL_PLANE)
                    .list())
        .map(found -> found.stream().map(Reader::controlPlane).toList());
  }

  private static Observed.ControlPlane controlPlane(Deployment deployment) {
    return new Observed.ControlPlane(
        labels(deployment).getOrDefault(Marks.REVISION, Revisions.DEFAULT), version(deployment));
  }

  /** The tag of the image; a digest has none. */
  private static String version(Deployment deployment) {
    String image = deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    int colon = image.lastIndexOf(':');
    return colon > image.lastIndexOf('/') && image.indexOf('@') < 0
        ? image.substring(colon + 1)
        : "";
  }

  private Visible<List<Map<String, String>>> injectors() {
    return items(() -> client.admissionRegistration().v1().mutatingWebhookConfigurations().list())
        .map(found -> found.stream().filter(Reader::injectsPods).map(Reader::labels).toList());
  }

  /**
   * Newer versions of Istio have a Service for each tag, beside the webhook.
   *
   * @see <a href="https://istio.io/latest/docs/setup/upgrade/canary/#stable-revision-labels">Istio:
   *     stable revision labels</a>
   */
  private Visible<List<Map<String, String>>> tags() {
    return items(
            () ->
                client.services().inNamespace(mesh.controlPlane()).withLabel(Revisions.TAG).list())
        .map(found -> found.stream().map(Reader::labels).toList());
  }

  private static boolean injectsPods(MutatingWebhookConfiguration configuration) {
    return "sidecar-injector".equals(labels(configuration).get(APP))
        && configuration.getWebhooks().stream()
            .flatMap(webhook -> webhook.getRules().stream())
            .anyMatch(rule -> rule.getResources().contains("pods"));
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
  }

  private static <T extends HasMetadata> Visible<List<T>> items(
      Supplier<? extends @Nullable KubernetesResourceList<T>> read) {
    return Visible.<KubernetesResourceList<T>>of(read::get).map(KubernetesResourceList::getItems);
  }
}
