package dev.slipway.mesh.osm;

/** Who makes the mesh. Policies are the same objects; marks, configuration and promises differ. */
public enum Distribution {
  /** Open Service Mesh itself, archived at v1.2.4. Its servers refuse whom no policy admits. */
  OSM,
  /**
   * Flomesh Service Mesh, the living successor. Its marks begin with {@code flomesh.io}, and its
   * servers admit every member of the mesh to every port: only the caller's own sidecar keeps to
   * the policies for TCP.
   *
   * @see <a href="https://github.com/flomesh-io/fsm">Flomesh Service Mesh</a>
   */
  FSM
}
