package dev.slipway.mesh.istio.internal;

import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.istio.DataPlane;
import dev.slipway.mesh.istio.Istio;

/** What namespaces and pods bear, and Istio acts upon. Pure. */
final class Marks {
  static final String REVISION = "istio.io/rev";
  static final String INJECTION = "istio-injection";
  static final String DATA_PLANE = "istio.io/dataplane-mode";
  static final String AMBIENT = "ambient";
  static final String INJECT = "sidecar.istio.io/inject";
  static final String NATIVE = "sidecar.istio.io/nativeSidecar";
  static final String REDIRECTION = "ambient.istio.io/redirection";
  static final String PROXY_CONFIG = "proxy.istio.io/config";
  static final String SIDECAR = "istio-proxy";

  private Marks() {}

  /**
   * A kubelet may be three minor versions older than its API server, and 1.29 is the first on which
   * containers that precede others are not an experiment.
   *
   * @see <a href="https://kubernetes.io/releases/version-skew-policy/">Kubernetes: version skew</a>
   */
  static boolean hasNativeSidecars(Istio mesh, RenderContext context) {
    return mesh.dataPlane() == DataPlane.SIDECAR && context.version().atLeast(1, 32);
  }
}
