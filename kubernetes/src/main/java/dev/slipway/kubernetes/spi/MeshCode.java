package dev.slipway.kubernetes.spi;

/** Every kind of finding about a mesh. {@code docs/problems.md} explains each. */
public enum MeshCode {
  /** A policy admits to a port that no pod or no Service has. */
  POLICY_PORT("MESH-001", "Policy admits to a port that is not served"),
  /** A Service's port does not say its protocol. */
  PORT_PROTOCOL("MESH-002", "Service port does not say its protocol"),
  /** A headless Service that keeps pods from finding each other. */
  HEADLESS_SERVICE("MESH-003", "Headless Service keeps pods from finding each other"),
  /** Two headless Services that give one port of one pod. */
  HEADLESS_TWICE("MESH-004", "Two headless Services give one port"),
  /** A Service that gives one port of its pods twice. */
  TARGET_PORT_TWICE("MESH-005", "Service gives one port twice"),
  /** A workload that can't be told from another by its identity. */
  IDENTITY("MESH-006", "Workload has no identity of its own"),
  /** A TrafficTarget that the mesh ignores, or that admits more than it says. */
  TRAFFIC_TARGET("MESH-007", "TrafficTarget does not mean what it says"),
  /** A server that listens where the mesh does not deliver. */
  BIND_ADDRESS("MESH-009", "Server listens where the mesh does not deliver"),
  /** A probe that the mesh does not rewrite. */
  PROBE_UNHANDLED("MESH-010", "Probe can't pass the mesh"),
  /** Probes of several containers, of which the mesh keeps one. */
  PROBE_TWICE("MESH-011", "Two containers with one kind of probe"),
  /** A port or user id that the mesh's own containers use. */
  RESERVED("MESH-012", "Port or user id belongs to the mesh"),
  /** Ports taken out of the mesh that members are led to, or too many of them. */
  EXCLUDED_PORT("MESH-013", "Excluded port is offered to members"),
  /** A PeerAuthentication that leaves the encryption to chance. */
  PEER_AUTHENTICATION("MESH-014", "PeerAuthentication leaves encryption open"),
  /** A namespace or pod that two ways of joining claim. */
  JOINED_TWICE("MESH-016", "Two ways to join are mixed"),
  /** An AuthorizationPolicy whose sources the mesh can't read. */
  POLICY_SOURCE("MESH-017", "Source of a policy can't be read"),
  /** A workload that whoever is not refused may reach. */
  NO_DEFAULT_DENY("MESH-018", "Nothing is denied by default"),
  /** An init container whose traffic bypasses the mesh. */
  INIT_CONTAINER("MESH-021", "Init container runs outside the mesh"),
  /** Annotations for scrapers that the mesh overwrites. */
  METRICS_ANNOTATION("MESH-022", "Annotations for scrapers are overwritten"),

  /** There is no such mesh in the cluster. */
  MESH_MISSING("MESH-101", "Mesh is not there"),
  /** A kind of object that the mesh should have brought. */
  KIND_MISSING("MESH-102", "Kind is not served"),
  /** Nothing injects sidecars. */
  WEBHOOK_MISSING("MESH-103", "Nothing injects sidecars"),
  /** The mesh has a version that Slipway does not render for. */
  MESH_VERSION("MESH-104", "Mesh has another version"),
  /** The mesh is configured so that policies don't hold, or nodes don't find each other. */
  MESH_CONFIG("MESH-105", "Mesh is configured otherwise"),
  /** A namespace that is there already is not part of the mesh. */
  NAMESPACE_OUTSIDE("MESH-106", "Namespace is not part of the mesh"),

  /** A pod has no sidecar. */
  NOT_INJECTED("MESH-201", "Pod is not part of the mesh"),
  /** A pod's sidecar is not ready. */
  SIDECAR_NOT_READY("MESH-202", "Sidecar is not ready");

  private final String id;
  private final String title;

  MeshCode(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The code as it is printed and documented, such as {@code MESH-005}. */
  public String id() {
    return id;
  }

  /** What is wrong, in a few words. */
  public String title() {
    return title;
  }
}
