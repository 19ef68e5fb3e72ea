package dev.slipway.mesh.istio;

/** Who carries the traffic of a pod. */
public enum DataPlane {
  /** A proxy in the pod. */
  SIDECAR,
  /** A proxy on the pod's machine. */
  AMBIENT
}
