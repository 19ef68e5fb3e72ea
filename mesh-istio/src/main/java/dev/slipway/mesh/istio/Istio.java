package dev.slipway.mesh.istio;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Istio with strict mutual TLS, with sidecars or without ({@link #ambient()}).
 *
 * <p>A server's sidecar refuses a ServiceAccount that no policy admits. A listener for outsiders
 * stays in the mesh, but its port accepts plaintext: policies and telemetry still apply to it,
 * mutual TLS does not.
 *
 * <p>An immutable value: each option gives a copy.
 *
 * @see <a href="https://istio.io/latest/docs/ops/deployment/application-requirements/">Istio:
 *     application requirements</a>
 */
@CheckReturnValue
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.NONE,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Istio implements MeshSpec {
  /** The name of this kind of mesh. */
  public static final String KIND = "istio";

  /** The control plane's namespace if unspecified. */
  public static final String DEFAULT_CONTROL_PLANE = "istio-system";

  /** The trust domain if unspecified. */
  public static final String DEFAULT_TRUST_DOMAIN = "cluster.local";

  private static final int SIDECAR_UID = 1337;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.\\d{1,3})?");
  private static final Istio UNSPECIFIED =
      of(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);

  @JsonProperty("revision")
  private final Optional<String> revision;

  @JsonProperty("version")
  private final Optional<String> version;

  @JsonProperty("trustDomain")
  private final String trustDomain;

  @JsonProperty("controlPlane")
  private final String controlPlane;

  @JsonProperty("dataPlane")
  private final DataPlane dataPlane;

  @JsonProperty("restrictsEgress")
  private final boolean restrictsEgress;

  @JsonProperty("skipsPreflight")
  private final boolean skipsPreflight;

  private Istio(
      Optional<String> revision,
      Optional<String> version,
      String trustDomain,
      String controlPlane,
      DataPlane dataPlane,
      boolean restrictsEgress,
      boolean skipsPreflight) {
    this.revision = revision.map(given -> requireText("revision", given));
    this.version = version.map(given -> parse(given).group());
    this.trustDomain = requireText("trust domain", trustDomain);
    this.controlPlane = requireText("namespace of the control plane", controlPlane);
    this.dataPlane = dataPlane;
    this.restrictsEgress = restrictsEgress;
    this.skipsPreflight = skipsPreflight;
  }

  @JsonCreator
  static Istio of(
      @JsonProperty("revision") Optional<String> revision,
      @JsonProperty("version") Optional<String> version,
      @JsonProperty("trustDomain") Optional<String> trustDomain,
      @JsonProperty("controlPlane") Optional<String> controlPlane,
      @JsonProperty("dataPlane") Optional<DataPlane> dataPlane,
      @JsonProperty("restrictsEgress") boolean restrictsEgress,
      @JsonProperty("skipsPreflight") boolean skipsPreflight) {
    return new Istio(
        revision,
        version,
        trustDomain.orElse(DEFAULT_TRUST_DOMAIN),
        controlPlane.orElse(DEFAULT_CONTROL_PLANE),
        dataPlane.orElse(DataPlane.SIDECAR),
        restrictsEgress,
        skipsPreflight);
  }

  /** Istio with nothing specified: the default revision, of 1.10 or later. */
  public static Istio istio() {
    return UNSPECIFIED;
  }

  /**
   * Joins the control plane of this revision, as in {@code 1-22}, or of the one that this revision
   * tag stands for, as in {@code stable}. If unspecified, the default one.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Istio revision(String revision) {
    return new Istio(
        Optional.of(revision),
        version,
        trustDomain,
        controlPlane,
        dataPlane,
        restrictsEgress,
        skipsPreflight);
  }

  /**
   * Follows the rules of this version, as in {@code 1.9} or {@code 1.22.3}. If unspecified, those
   * of 1.10 and later. Before 1.10 a sidecar delivers to 127.0.0.1, from 1.10 on to the pod's own
   * address.
   *
   * @throws IllegalArgumentException if it is no version
   * @see <a href="https://istio.io/latest/blog/2021/upcoming-networking-changes/">Istio: upcoming
   *     networking changes in Istio 1.10</a>
   */
  public Istio version(String version) {
    return new Istio(
        revision,
        Optional.of(version),
        trustDomain,
        controlPlane,
        dataPlane,
        restrictsEgress,
        skipsPreflight);
  }

  /**
   * Expects identities of this trust domain. If unspecified, {@value #DEFAULT_TRUST_DOMAIN}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Istio trustDomain(String trustDomain) {
    return new Istio(
        revision, version, trustDomain, controlPlane, dataPlane, restrictsEgress, skipsPreflight);
  }

  /**
   * Looks for the control plane in this namespace. If unspecified, {@value #DEFAULT_CONTROL_PLANE}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Istio controlPlaneIn(String namespace) {
    return new Istio(
        revision, version, trustDomain, namespace, dataPlane, restrictsEgress, skipsPreflight);
  }

  /**
   * Goes without sidecars: a proxy on each machine carries the traffic of its pods. If unspecified,
   * each pod has a sidecar. It needs Istio's CNI plugin and ztunnel, of 1.24 or later.
   *
   * @see <a href="https://istio.io/latest/docs/ambient/overview/">Istio: ambient mode</a>
   */
  public Istio ambient() {
    return new Istio(
        revision,
        version,
        trustDomain,
        controlPlane,
        DataPlane.AMBIENT,
        restrictsEgress,
        skipsPreflight);
  }

  /**
   * Lets nodes reach only what the traffic graph says, by a {@code Sidecar} for each workload. If
   * unspecified, they may open connections to anywhere. Without sidecars ({@link #ambient()}) it
   * has no effect; with an existing ZooKeeper, whatever the mesh knows may be reached.
   *
   * @see <a href="https://istio.io/latest/docs/reference/config/networking/sidecar/">Istio:
   *     Sidecar</a>
   */
  public Istio restrictingEgress() {
    return new Istio(revision, version, trustDomain, controlPlane, dataPlane, true, skipsPreflight);
  }

  /**
   * Deploys without a look at the mesh beforehand, be it there or not; pods that are outside it
   * afterwards are told as a warning. If unspecified, such pods are an error, and a mesh that is
   * not there or too old stops the deployment before anything is applied.
   */
  public Istio withoutPreflight() {
    return new Istio(
        revision, version, trustDomain, controlPlane, dataPlane, restrictsEgress, true);
  }

  /** The revision. If unspecified, the default one. */
  public Optional<String> revision() {
    return revision;
  }

  /** The version. If unspecified, 1.10 or later. */
  public Optional<String> version() {
    return version;
  }

  /** The trust domain. */
  public String trustDomain() {
    return trustDomain;
  }

  /** The namespace of the control plane. */
  public String controlPlane() {
    return controlPlane;
  }

  /** Who carries the traffic. */
  public DataPlane dataPlane() {
    return dataPlane;
  }

  /** Whether nodes may reach only what the traffic graph says. */
  public boolean restrictsEgress() {
    return restrictsEgress;
  }

  /** Whether a deployment goes without a look at the mesh beforehand. */
  public boolean skipsPreflight() {
    return skipsPreflight;
  }

  /**
   * Whether it is this version or a later one.
   *
   * @return empty if the version was not specified
   */
  public Optional<Boolean> atLeast(int major, int minor) {
    return version.map(
        given -> {
          Matcher parsed = parse(given);
          int ownMajor = Integer.parseInt(parsed.group(1));
          return ownMajor > major
              || (ownMajor == major && Integer.parseInt(parsed.group(2)) >= minor);
        });
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public MeshRules rules() {
    if (dataPlane == DataPlane.AMBIENT) {
      return MeshRules.builder()
          // What the node's proxy opens inside a pod.
          .reservedPorts(15001, 15006, 15008, 15053)
          .delivery(MeshRules.Delivery.POD_ADDRESS)
          .outsiders(MeshRules.Outsiders.PORT_PERMISSIVE)
          .build();
    }
    return MeshRules.builder()
        // "Ports used by Istio" of the application requirements: of the sidecar, and of what it
        // starts.
        .reservedPorts(15000, 15001, 15002, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090)
        .reservedUid(SIDECAR_UID)
        .delivery(
            atLeast(1, 10).orElse(true)
                ? MeshRules.Delivery.POD_ADDRESS
                : MeshRules.Delivery.LOOPBACK)
        .outsiders(MeshRules.Outsiders.PORT_PERMISSIVE)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Istio that
        && revision.equals(that.revision)
        && version.equals(that.version)
        && trustDomain.equals(that.trustDomain)
        && controlPlane.equals(that.controlPlane)
        && dataPlane == that.dataPlane
        && restrictsEgress == that.restrictsEgress
        && skipsPreflight == that.skipsPreflight;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        revision, version, trustDomain, controlPlane, dataPlane, restrictsEgress, skipsPreflight);
  }

  /** The kind with what was specified. */
  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(", ", KIND + "{", "}");
    revision.ifPresent(given -> joined.add("revision=" + given));
    version.ifPresent(given -> joined.add("version=" + given));
    joined.add("trustDomain=" + trustDomain);
    if (!controlPlane.equals(DEFAULT_CONTROL_PLANE)) {
      joined.add("controlPlane=" + controlPlane);
    }
    if (dataPlane != DataPlane.SIDECAR) {
      joined.add("dataPlane=" + dataPlane);
    }
    if (restrictsEgress) {
      joined.add("restricting egress");
    }
    if (skipsPreflight) {
      joined.add("without preflight");
    }
    return joined.toString();
  }

  private static Matcher parse(String version) {
    Matcher parsed = VERSION.matcher(version);
    if (!parsed.matches()) {
      throw new IllegalArgumentException(
          "version of Istio: '" + version + "' (expected: as in 1.22 or 1.22.3)");
    }
    return parsed;
  }

  private static String requireText(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + ": '" + value + "' (expected: not blank)");
    }
    return value;
  }
}
