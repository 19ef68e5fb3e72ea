package dev.slipway.mesh.osm;

/**
 * To which address of its own pod a sidecar delivers what comes in: {@code
 * spec.sidecar.localProxyMode} of the MeshConfig. It holds for the whole mesh and is read when a
 * pod is injected.
 *
 * @see <a href="https://release-v1-2.docs.openservicemesh.io/docs/api_reference/config/v1alpha2/">
 *     Open Service Mesh: MeshConfig</a>
 */
public enum LocalProxyMode {
  /** The pod's own address ({@code PodIP}): where ZooKeeper's servers listen for each other. */
  POD_IP,
  /**
   * 127.0.0.1 ({@code Localhost}), the mesh's own default: servers must listen on all addresses.
   */
  LOCALHOST
}
