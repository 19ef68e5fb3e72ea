package dev.slipway.mesh.osm;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import java.util.Objects;
import java.util.Optional;

/**
 * Open Service Mesh 1.2.
 *
 * <p>Everything between pods is mutual TLS, and a server's sidecar refuses a ServiceAccount that no
 * policy admits. That holds only while the mesh's own configuration says so: {@code
 * enablePermissiveTrafficPolicyMode} and {@code enableEgress} are true in a fresh installation, and
 * then there is no policy at all. Slipway checks the MeshConfig, and changes it only with {@link
 * #managingMeshConfig()}.
 *
 * <p>What comes from outside the mesh can't enter a port that a sidecar guards: a listener for
 * outsiders is taken out of the mesh, without its mutual TLS and its policies.
 *
 * <p>An immutable value: each option gives a copy.
 *
 * <p>The rules are those of the source at v1.2.4, the last release (the project is archived).
 *
 * @see <a href="https://github.com/openservicemesh/osm/tree/v1.2.4">Open Service Mesh v1.2.4</a>
 */
@CheckReturnValue
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.NONE,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class OpenServiceMesh implements MeshSpec {
  /** The name of this kind of mesh. */
  public static final String KIND = "osm";

  /** The mesh's name if unspecified: the one that {@code osm install} gives. */
  public static final String DEFAULT_NAME = "osm";

  /** The control plane's namespace if unspecified: the one that {@code osm install} uses. */
  public static final String DEFAULT_CONTROL_PLANE = "osm-system";

  /** The mesh with nothing specified. */
  public static final OpenServiceMesh OSM =
      new OpenServiceMesh(DEFAULT_NAME, DEFAULT_CONTROL_PLANE, LocalProxyMode.POD_IP, false);

  // pkg/constants/constants.go: Envoy's admin, outbound, inbound and Prometheus ports, then those
  // to which probes are rewritten (liveness, readiness, startup, TCP).
  private static final int[] RESERVED_PORTS = {
    15000, 15001, 15003, 15010, 15901, 15902, 15903, 15904
  };
  private static final int SIDECAR_UID = 1500;
  // An exclusion is one rule of iptables' multiport, which takes 15 ports.
  private static final int MOST_EXCLUDED_PORTS = 15;

  @JsonProperty("name")
  private final String name;

  @JsonProperty("controlPlane")
  private final String controlPlane;

  @JsonProperty("localProxyMode")
  private final LocalProxyMode localProxyMode;

  @JsonProperty("managesMeshConfig")
  private final boolean managesMeshConfig;

  private OpenServiceMesh(
      String name, String controlPlane, LocalProxyMode localProxyMode, boolean managesMeshConfig) {
    this.name = requireText("mesh name", name);
    this.controlPlane = requireText("namespace of the control plane", controlPlane);
    this.localProxyMode = localProxyMode;
    this.managesMeshConfig = managesMeshConfig;
  }

  @JsonCreator
  static OpenServiceMesh of(
      @JsonProperty("name") Optional<String> name,
      @JsonProperty("controlPlane") Optional<String> controlPlane,
      @JsonProperty("localProxyMode") Optional<LocalProxyMode> localProxyMode,
      @JsonProperty("managesMeshConfig") boolean managesMeshConfig) {
    return new OpenServiceMesh(
        name.orElse(DEFAULT_NAME),
        controlPlane.orElse(DEFAULT_CONTROL_PLANE),
        localProxyMode.orElse(LocalProxyMode.POD_IP),
        managesMeshConfig);
  }

  /**
   * Joins the mesh of this name. If unspecified, {@value #DEFAULT_NAME}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public OpenServiceMesh named(String name) {
    return new OpenServiceMesh(name, controlPlane, localProxyMode, managesMeshConfig);
  }

  /**
   * Looks for the MeshConfig in this namespace. If unspecified, {@value #DEFAULT_CONTROL_PLANE}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public OpenServiceMesh controlPlaneIn(String namespace) {
    return new OpenServiceMesh(name, namespace, localProxyMode, managesMeshConfig);
  }

  /** Expects the mesh to deliver so. If unspecified, {@link LocalProxyMode#POD_IP}. */
  public OpenServiceMesh localProxyMode(LocalProxyMode mode) {
    return new OpenServiceMesh(name, controlPlane, mode, managesMeshConfig);
  }

  /**
   * Changes the MeshConfig where it must be changed. If unspecified, it is checked only. It costs
   * the right to patch the MeshConfig, and it concerns all who share the mesh.
   */
  public OpenServiceMesh managingMeshConfig() {
    return new OpenServiceMesh(name, controlPlane, localProxyMode, true);
  }

  /** The mesh's name. */
  public String name() {
    return name;
  }

  /** The namespace of the control plane. */
  public String controlPlane() {
    return controlPlane;
  }

  /** To which address of a pod the mesh delivers. */
  public LocalProxyMode localProxyMode() {
    return localProxyMode;
  }

  /** Whether the MeshConfig may be changed. */
  public boolean managesMeshConfig() {
    return managesMeshConfig;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public MeshRules rules() {
    return MeshRules.builder()
        .reservedPorts(RESERVED_PORTS)
        .reservedUid(SIDECAR_UID)
        .delivery(
            localProxyMode == LocalProxyMode.POD_IP
                ? MeshRules.Delivery.POD_ADDRESS
                : MeshRules.Delivery.LOOPBACK)
        .outsiders(MeshRules.Outsiders.PORT_EXCLUDED)
        .mostExcludedPorts(MOST_EXCLUDED_PORTS)
        // A ServiceAccount is <name>.<namespace>.<trust domain> on the wire and split at dots.
        .dotInIdentityAllowed(false)
        .authorizesOnServer(true)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpenServiceMesh that
        && name.equals(that.name)
        && controlPlane.equals(that.controlPlane)
        && localProxyMode == that.localProxyMode
        && managesMeshConfig == that.managesMeshConfig;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, controlPlane, localProxyMode, managesMeshConfig);
  }

  /** The kind with what the mesh is told to be. */
  @Override
  public String toString() {
    return KIND
        + "{name="
        + name
        + ", controlPlane="
        + controlPlane
        + ", localProxyMode="
        + localProxyMode
        + (managesMeshConfig ? ", managing the MeshConfig}" : "}");
  }

  private static String requireText(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + ": '" + value + "' (expected: not blank)");
    }
    return value;
  }
}
