package dev.slipway.mesh.istio.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.kubernetes.mesh.ObservedPod;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.MeshRenderer;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.istio.DataPlane;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Strict mutual TLS, nothing admitted by default, and one policy for each group of edges; found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>A namespace that is made for the cluster is closed as a whole. In one that was there before,
 * only the cluster's own pods are: others live there.
 */
public final class IstioRenderer implements MeshRenderer<Istio> {
  private static final String MODEL = "io.fabric8.istio.api.security.v1.AuthorizationPolicy";
  private static final String MODEL_ARTIFACT = "io.fabric8:istio-model";

  /** For {@link java.util.ServiceLoader}. */
  public IstioRenderer() {}

  @Override
  public Class<Istio> specType() {
    return Istio.class;
  }

  @Override
  public Stream<ServedKind> kinds() {
    return Kinds.all();
  }

  @Override
  public Stream<HasMetadata> render(Istio mesh, RenderContext context) {
    requireModel();
    return Policies.of(mesh, context);
  }

  /**
   * Both plaintext and TLS are understood, and nobody is refused: who is not in the mesh yet has no
   * identity by which it could be admitted.
   */
  @Override
  public Stream<HasMetadata> whileJoining(Istio mesh, Stream<HasMetadata> objects) {
    requireModel();
    return objects.flatMap(Policies::whileJoining);
  }

  /** The model of Istio's objects is not part of a Kubernetes client: who uses it brings it. */
  private static void requireModel() {
    try {
      Class.forName(MODEL, false, IstioRenderer.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new MissingProviderException("the objects of Istio", MODEL_ARTIFACT);
    }
  }

  /**
   * @see <a href="https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/">Istio:
   *     sidecar injection</a>
   */
  @Override
  public Decoration ofNamespace(Istio mesh, String namespace, RenderContext context) {
    return new Decoration(joining(mesh), Map.of());
  }

  /** One way to join: two at once are ambiguous. */
  private static Map<String, String> joining(Istio mesh) {
    if (mesh.dataPlane() == DataPlane.AMBIENT) {
      return Map.of(Marks.DATA_PLANE, Marks.AMBIENT);
    }
    return mesh.revision()
        .map(revision -> Map.of(Marks.REVISION, revision))
        .orElseGet(() -> Map.of(Marks.INJECTION, "enabled"));
  }

  /** In a namespace that is not touched, pods join by themselves. */
  @Override
  public Decoration ofPods(Istio mesh, NodeRole role, RenderContext context) {
    boolean shared = context.plan().spec().namespaces().existing();
    Map<String, String> labels = new TreeMap<>();
    Map<String, String> annotations = new TreeMap<>();
    if (mesh.dataPlane() == DataPlane.AMBIENT) {
      if (shared) {
        labels.put(Marks.DATA_PLANE, Marks.AMBIENT);
      }
      return new Decoration(labels, annotations);
    }
    if (shared) {
      labels.put(Marks.INJECT, "true");
      mesh.revision().ifPresent(revision -> labels.put(Marks.REVISION, revision));
    }
    if (Marks.hasNativeSidecars(mesh, context)) {
      annotations.put(Marks.NATIVE, "true");
    }
    // Without effect on native sidecars, and needed where Istio does not know them.
    annotations.put(Marks.PROXY_CONFIG, json(ProxyConfig.ofServer()));
    return new Decoration(labels, annotations);
  }

  /** Of both data planes: a namespace may be in the one that the cluster does not use. */
  @Override
  public Decoration ofStranger(Istio mesh, RenderContext context) {
    return new Decoration(Map.of(Marks.INJECT, "false", Marks.DATA_PLANE, "none"), Map.of());
  }

  private static String json(@Nullable Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts could not be written", e);
    }
  }

  @Override
  public Stream<MeshFinding> lint(Istio mesh, RenderContext context, List<HasMetadata> objects) {
    requireModel();
    return new IstioLint(mesh, context, objects).findings();
  }

  @Override
  public Stream<MeshFinding> preflight(Istio mesh, RenderContext context, KubernetesClient client) {
    return mesh.skipsPreflight()
        ? Stream.of()
        : Preflight.findings(mesh, new Reader(mesh, client).read(context));
  }

  @Override
  public Stream<MeshFinding> afterCheck(
      Istio mesh, RenderContext context, KubernetesClient client) {
    List<ObservedPod> pods = ObservedPod.of(context, client);
    Stream<MeshFinding> outside =
        mesh.dataPlane() == DataPlane.AMBIENT
            ? Preflight.outsideAmbient(pods)
            : ObservedPod.withoutSidecar(
                pods,
                Marks.SIDECAR,
                "see that "
                    + joining(mesh)
                    + " is what the control plane injects by, then restart the"
                    + " pod");
    return mesh.skipsPreflight() ? outside.map(MeshFinding::asWarning) : outside;
  }
}
