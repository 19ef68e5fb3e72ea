package dev.slipway.mesh.osm;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

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

  /** The successor's name if unspecified: the one that {@code fsm install} gives. */
  public static final String DEFAULT_SUCCESSOR_NAME = "fsm";

  /** The successor's control plane if unspecified: the namespace that {@code fsm install} uses. */
  public static final String DEFAULT_SUCCESSOR_CONTROL_PLANE = "fsm-system";

  /** The mesh with nothing specified. */
  public static final OpenServiceMesh OSM =
      of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false);

  /**
   * The living successor, with nothing specified. It promises less: see {@link Distribution#FSM};
   * the plan says so too ({@code PLAN-066}).
   */
  public static final OpenServiceMesh FSM =
      of(
          Optional.of(Distribution.FSM),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  // Of the successor: its DNS proxy.
  private static final int SUCCESSOR_DNS_PORT = 15053;
  private static final int SIDECAR_UID = 1500;
  // An exclusion is one rule of iptables' multiport, which takes 15 ports.
  private static final int MOST_EXCLUDED_PORTS = 15;

  @JsonProperty("distribution")
  private final Distribution distribution;

  @JsonProperty("name")
  private final String name;

  @JsonProperty("controlPlane")
  private final String controlPlane;

  @JsonProperty("localProxyMode")
  private final LocalProxyMode localProxyMode;

  @JsonProperty("managesMeshConfig")
  private final boolean managesMeshConfig;

  @JsonProperty("skipsPreflight")
  private final boolean skipsPreflight;

  private OpenServiceMesh(
      Distribution distribution,
      String name,
      String controlPlane,
      LocalProxyMode localProxyMode,
      boolean managesMeshConfig,
      boolean skipsPreflight) {
    this.distribution = distribution;
    this.name = requireText("mesh name", name);
    this.controlPlane = requireText("namespace of the control plane", controlPlane);
    this.localProxyMode = localProxyMode;
    this.managesMeshConfig = managesMeshConfig;
    this.skipsPreflight = skipsPreflight;
  }

  @JsonCreator
  static OpenServiceMesh of(
      @JsonProperty("distribution") Optional<Distribution> distribution,
      @JsonProperty("name") Optional<String> name,
      @JsonProperty("controlPlane") Optional<String> controlPlane,
      @JsonProperty("localProxyMode") Optional<LocalProxyMode> localProxyMode,
      @JsonProperty("managesMeshConfig") boolean managesMeshConfig,
      @JsonProperty("skipsPreflight") boolean skipsPreflight) {
    boolean successor = distribution.orElse(Distribution.OSM) == Distribution.FSM;
    return new OpenServiceMesh(
        distribution.orElse(Distribution.OSM),
        name.orElse(successor ? DEFAULT_SUCCESSOR_NAME : DEFAULT_NAME),
        controlPlane.orElse(successor ? DEFAULT_SUCCESSOR_CONTROL_PLANE : DEFAULT_CONTROL_PLANE),
        localProxyMode.orElse(LocalProxyMode.POD_IP),
        managesMeshConfig,
        skipsPreflight);
  }

  /**
   * Joins the mesh of this name. If unspecified, {@value #DEFAULT_NAME}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public OpenServiceMesh named(String name) {
    return new OpenServiceMesh(
        distribution, name, controlPlane, localProxyMode, managesMeshConfig, skipsPreflight);
  }

  /**
   * Looks for the MeshConfig in this namespace. If unspecified, {@value #DEFAULT_CONTROL_PLANE}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public OpenServiceMesh controlPlaneIn(String namespace) {
    return new OpenServiceMesh(
        distribution, name, namespace, localProxyMode, managesMeshConfig, skipsPreflight);
  }

  /** Expects the mesh to deliver so. If unspecified, {@link LocalProxyMode#POD_IP}. */
  public OpenServiceMesh localProxyMode(LocalProxyMode mode) {
    return new OpenServiceMesh(
        distribution, name, controlPlane, mode, managesMeshConfig, skipsPreflight);
  }

  /**
   * Changes the MeshConfig where it must be changed. If unspecified, it is checked only. It costs
   * the right to patch the MeshConfig, and it concerns all who share the mesh.
   */
  public OpenServiceMesh managingMeshConfig() {
    return new OpenServiceMesh(
        distribution, name, controlPlane, localProxyMode, true, skipsPreflight);
  }

  /**
   * Deploys without a look at the mesh beforehand, be it there or not; pods that are outside it
   * afterwards are told as a warning. If unspecified, such pods are an error, and a mesh that is
   * not there or configured otherwise stops the deployment before anything is applied.
   */
  public OpenServiceMesh withoutPreflight() {
    return new OpenServiceMesh(
        distribution, name, controlPlane, localProxyMode, managesMeshConfig, true);
  }

  /** Who makes the mesh. */
  public Distribution distribution() {
    return distribution;
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

  /** Whether a deployment goes without a look at the mesh beforehand. */
  public boolean skipsPreflight() {
    return skipsPreflight;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public MeshRules rules() {
    // pkg/constants/constants.go: Envoy's admin, outbound, inbound and Prometheus ports, then those
    // to which probes are rewritten (liveness, readiness, startup, TCP).
    MeshRules.Builder rules =
        MeshRules.builder().reservedPorts(15000, 15001, 15003, 15010, 15901, 15902, 15903, 15904);
    if (distribution == Distribution.FSM) {
      rules.reservedPorts(SUCCESSOR_DNS_PORT);
    }
    return rules
        .reservedUid(SIDECAR_UID)
        .delivery(
            localProxyMode == LocalProxyMode.POD_IP
                ? MeshRules.Delivery.POD_ADDRESS
                : MeshRules.Delivery.LOOPBACK)
        .outsiders(MeshRules.Outsiders.PORT_EXCLUDED)
        .mostExcludedPorts(MOST_EXCLUDED_PORTS)
        // A ServiceAccount is <name>.<namespace>.<trust domain> on the wire and split at dots.
        .dotInIdentityAllowed(false)
        .authorizesOnServer(distribution == Distribution.OSM)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OpenServiceMesh that
        && distribution == that.distribution
        && name.equals(that.name)
        && controlPlane.equals(that.controlPlane)
        && localProxyMode == that.localProxyMode
        && managesMeshConfig == that.managesMeshConfig
        && skipsPreflight == that.skipsPreflight;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        distribution, name, controlPlane, localProxyMode, managesMeshConfig, skipsPreflight);
  }

  /** The kind with what the mesh is told to be. */
  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(", ", KIND + "{", "}");
    if (distribution != Distribution.OSM) {
      joined.add("distribution=" + distribution);
    }
    joined.add("name=" + name);
    joined.add("controlPlane=" + controlPlane);
    joined.add("localProxyMode=" + localProxyMode);
    if (managesMeshConfig) {
      joined.add("managing the MeshConfig");
    }
    if (skipsPreflight) {
      joined.add("without preflight");
    }
    return joined.toString();
  }

  private static String requireText(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + ": '" + value + "' (expected: not blank)");
    }
    return value;
  }
}
