package dev.slipway.mesh.osm.internal;

import dev.slipway.mesh.osm.Distribution;
import dev.slipway.mesh.osm.LocalProxyMode;
import dev.slipway.mesh.osm.OpenServiceMesh;

/**
 * What a distribution calls things.
 *
 * @param prefix what labels and annotations begin with
 * @param configGroup group of the MeshConfig
 * @param configVersion version of the MeshConfig
 * @param meshConfig name of the MeshConfig
 * @param controller name of the control plane's Deployment
 * @param sidecar name of the sidecar's container
 * @param command the command of the one who runs the mesh
 * @see <a href="https://github.com/openservicemesh/osm/blob/v1.2.4/pkg/constants/constants.go">OSM:
 *     constants</a>
 * @see <a href="https://github.com/flomesh-io/fsm/blob/main/pkg/constants/constants.go">FSM:
 *     constants</a>
 */
record Marks(
    String prefix,
    String configGroup,
    String configVersion,
    String meshConfig,
    String controller,
    String sidecar,
    String command) {
  private static final Marks OSM =
      new Marks(
          "openservicemesh.io",
          "config.openservicemesh.io",
          "v1alpha2",
          "osm-mesh-config",
          "osm-controller",
          "envoy",
          "osm");
  private static final Marks FSM =
      new Marks(
          "flomesh.io",
          "config.flomesh.io",
          "v1alpha3",
          "fsm-mesh-config",
          "fsm-controller",
          "sidecar",
          "fsm");

  static Marks of(OpenServiceMesh mesh) {
    return mesh.distribution() == Distribution.FSM ? FSM : OSM;
  }

  /** A mode as the MeshConfig writes it. */
  static String written(LocalProxyMode mode) {
    return mode == LocalProxyMode.POD_IP ? "PodIP" : "Localhost";
  }

  /** The label of a namespace that names the mesh which watches it. */
  String monitoredBy() {
    return prefix + "/monitored-by";
  }

  /** The annotation of a namespace or pod that has sidecars injected, or not. */
  String injection() {
    return prefix + "/sidecar-injection";
  }

  /** The annotation of a pod that lists the ports which the sidecar leaves alone. */
  String excludedInbound() {
    return prefix + "/inbound-port-exclusion-list";
  }

  /** The label of a namespace that keeps the mesh off. */
  String ignored() {
    return prefix + "/ignore";
  }

  /** The annotation of a namespace that has the injector overwrite what scrapers look for. */
  String metrics() {
    return prefix + "/metrics";
  }
}
