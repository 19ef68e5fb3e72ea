package dev.slipway.mesh.istio.internal;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.mesh.istio.Istio;
import io.fabric8.istio.api.api.networking.v1alpha3.Sidecar;
import io.fabric8.istio.api.api.security.v1beta1.AuthorizationPolicy;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthentication;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.stream.Stream;

/**
 * Istio's objects in the version that the cluster serves: what they hold is the same.
 *
 * @see <a href="https://istio.io/latest/news/releases/1.22.x/announcing-1.22/change-notes/">Istio
 *     1.22: v1 of the APIs</a>
 */
final class Kinds {
  static final String PEER_AUTHENTICATION = "PeerAuthentication";
  static final String AUTHORIZATION_POLICY = "AuthorizationPolicy";
  static final String SIDECAR = "Sidecar";

  static final String SECURITY = "security.istio.io/";
  static final String NETWORKING = "networking.istio.io/";
  private static final String STABLE = "v1";
  private static final String BETA = "v1beta1";

  private final Istio mesh;
  private final MeshPlan plan;

  Kinds(Istio mesh, MeshPlan plan) {
    this.mesh = mesh;
    this.plan = plan;
  }

  /** All that can be rendered, in every version. */
  static Stream<ServedKind> all() {
    return Stream.of(PEER_AUTHENTICATION, AUTHORIZATION_POLICY, SIDECAR)
        .flatMap(
            kind ->
                Stream.of(STABLE, BETA)
                    .map(
                        version ->
                            new ServedKind(
                                (kind.equals(SIDECAR) ? NETWORKING : SECURITY) + version, kind)));
  }

  /** What is rendered for this mesh, in every version. */
  static Stream<ServedKind> neededBy(Istio mesh) {
    return all().filter(kind -> mesh.restrictsEgress() || !kind.kind().equals(SIDECAR));
  }

  HasMetadata peerAuthentication(ObjectMeta metadata, PeerAuthentication spec) {
    if (isStable(SECURITY, PEER_AUTHENTICATION)) {
      return new io.fabric8.istio.api.security.v1.PeerAuthenticationBuilder()
          .withMetadata(metadata)
          .withSpec(spec)
          .build();
    }
    return new io.fabric8.istio.api.security.v1beta1.PeerAuthenticationBuilder()
        .withMetadata(metadata)
        .withSpec(spec)
        .build();
  }

  HasMetadata authorizationPolicy(ObjectMeta metadata, AuthorizationPolicy spec) {
    if (isStable(SECURITY, AUTHORIZATION_POLICY)) {
      return new io.fabric8.istio.api.security.v1.AuthorizationPolicyBuilder()
          .withMetadata(metadata)
          .withSpec(spec)
          .build();
    }
    return new io.fabric8.istio.api.security.v1beta1.AuthorizationPolicyBuilder()
        .withMetadata(metadata)
        .withSpec(spec)
        .build();
  }

  HasMetadata sidecar(ObjectMeta metadata, Sidecar spec) {
    if (isStable(NETWORKING, SIDECAR)) {
      return new io.fabric8.istio.api.networking.v1.SidecarBuilder()
          .withMetadata(metadata)
          .withSpec(spec)
          .build();
    }
    return new io.fabric8.istio.api.networking.v1beta1.SidecarBuilder()
        .withMetadata(metadata)
        .withSpec(spec)
        .build();
  }

  /** What is served decides; where that is not known, the version that was specified. */
  private boolean isStable(String group, String kind) {
    if (!plan.servedKinds().isEmpty()) {
      return !plan.lacks(new ServedKind(group + STABLE, kind));
    }
    return mesh.atLeast(1, 22).orElse(true);
  }
}
