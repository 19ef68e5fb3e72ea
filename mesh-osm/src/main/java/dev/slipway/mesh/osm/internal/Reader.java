package dev.slipway.mesh.osm.internal;

import dev.slipway.kubernetes.mesh.ExistingNamespaces;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.mesh.Visible;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.osm.OpenServiceMesh;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mesh from its cluster, and changes its MeshConfig.
 *
 * <p>It costs {@code get} of the MeshConfig and the Deployments in the control plane's namespace,
 * {@code list} of mutating webhooks, {@code get} of the cluster's namespaces where they were there
 * before; what may not be seen is not judged. Changing costs {@code patch} of the MeshConfig.
 */
final class Reader {
  private static final String VERSION = "app.kubernetes.io/version";

  private final OpenServiceMesh mesh;
  private final Marks marks;
  private final KubernetesClient client;

  Reader(OpenServiceMesh mesh, KubernetesClient client) {
    this.mesh = mesh;
    this.marks = Marks.of(mesh);
    this.client = client;
  }

  Observed read(RenderContext context) {
    return new Observed(
        MeshInspection.servedKinds(Kinds.all(), client),
        Visible.of(() -> meshConfig().get()).map(Reader::config),
        version(),
        injects(),
        ExistingNamespaces.read(context, client, Reader::marked));
  }

  /** Merged into what is there, so that settings of others stay. Without a MeshConfig nothing. */
  void patchMeshConfig() {
    if (Visible.of(() -> meshConfig().get()).value().isEmpty()) {
      return;
    }
    Map<String, Object> patch =
        Map.of(
            "spec",
            Map.of(
                "sidecar",
                Map.of("localProxyMode", Marks.written(mesh.localProxyMode())),
                "traffic",
                Map.of("enablePermissiveTrafficPolicyMode", false, "enableEgress", false)));
    meshConfig()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client.getKubernetesSerialization().asJson(patch));
  }

  private Resource<GenericKubernetesResource> meshConfig() {
    return client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(marks.configGroup())
                .withVersion(marks.configVersion())
                .withKind("MeshConfig")
                .withPlural("meshconfigs")
                .withNamespaced(true)
                .build())
        .inNamespace(mesh.controlPlane())
        .withName(marks.meshConfig());
  }

  private static Observed.Config config(GenericKubernetesResource config) {
    return new Observed.Config(
        Objects.requireNonNullElse(config.get("spec", "sidecar", "localProxyMode"), ""),
        isTrue(config.get("spec", "traffic", "enablePermissiveTrafficPolicyMode")),
        isTrue(config.get("spec", "traffic", "enableEgress")));
  }

  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  private Visible<String> version() {
    return Visible.of(
            () ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(mesh.controlPlane())
                    .withName(marks.controller())
                    .get())
        .map(
            deployment ->
                Objects.requireNonNullElse(
                        deployment.getMetadata().getLabels(), Map.<String, String>of())
                    .getOrDefault(VERSION, ""));
  }

  private Visible<Boolean> injects() {
    return Visible.of(
            () -> client.admissionRegistration().v1().mutatingWebhookConfigurations().list())
        .map(
            list ->
                list.getItems().stream()
                    .flatMap(configuration -> configuration.getWebhooks().stream())
                    .anyMatch(this::injectsPods));
  }

  private boolean injectsPods(MutatingWebhook webhook) {
    return webhook.getClientConfig().getService() != null
        && mesh.controlPlane().equals(webhook.getClientConfig().getService().getNamespace())
        && webhook.getRules().stream().anyMatch(rule -> rule.getResources().contains("pods"));
  }

  private static Observed.Marked marked(Namespace namespace) {
    return new Observed.Marked(
        Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of()),
        Objects.requireNonNullElse(namespace.getMetadata().getAnnotations(), Map.of()));
  }
}
