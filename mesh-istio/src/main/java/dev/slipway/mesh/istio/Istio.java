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
 * Istio with sidecars and strict mutual TLS.
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

  /** The trust domain if unspecified. */
  public static final String DEFAULT_TRUST_DOMAIN = "cluster.local";

  // "Ports used by Istio" of the application requirements: of the sidecar, and of what it starts.
  private static final int[] RESERVED_PORTS = {
    15000, 15001, 15002, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090
  };
  private static final int SIDECAR_UID = 1337;
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.\\d{1,3})?");
  private static final Istio UNSPECIFIED =
      new Istio(Optional.empty(), Optional.empty(), DEFAULT_TRUST_DOMAIN);

  @JsonProperty("revision")
  private final Optional<String> revision;

  @JsonProperty("version")
  private final Optional<String> version;

  @JsonProperty("trustDomain")
  private final String trustDomain;

  private Istio(Optional<String> revision, Optional<String> version, String trustDomain) {
    this.revision = revision.map(given -> requireText("revision", given));
    this.version = version.map(given -> parse(given).group());
    this.trustDomain = requireText("trust domain", trustDomain);
  }

  @JsonCreator
  static Istio of(
      @JsonProperty("revision") Optional<String> revision,
      @JsonProperty("version") Optional<String> version,
      @JsonProperty("trustDomain") Optional<String> trustDomain) {
    return new Istio(revision, version, trustDomain.orElse(DEFAULT_TRUST_DOMAIN));
  }

  /** Istio with nothing specified: the default revision, of 1.10 or later. */
  public static Istio istio() {
    return UNSPECIFIED;
  }

  /**
   * Joins the control plane of this revision, as in {@code 1-22}. If unspecified, the default one.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Istio revision(String revision) {
    return new Istio(Optional.of(revision), version, trustDomain);
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
    return new Istio(revision, Optional.of(version), trustDomain);
  }

  /**
   * Expects identities of this trust domain. If unspecified, {@value #DEFAULT_TRUST_DOMAIN}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public Istio trustDomain(String trustDomain) {
    return new Istio(revision, version, trustDomain);
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
            version.map(Istio::deliversToLoopback).orElse(false)
                ? MeshRules.Delivery.LOOPBACK
                : MeshRules.Delivery.POD_ADDRESS)
        .outsiders(MeshRules.Outsiders.PORT_PERMISSIVE)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Istio that
        && revision.equals(that.revision)
        && version.equals(that.version)
        && trustDomain.equals(that.trustDomain);
  }

  @Override
  public int hashCode() {
    return Objects.hash(revision, version, trustDomain);
  }

  /** The kind with what was specified. */
  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(", ", KIND + "{", "}");
    revision.ifPresent(given -> joined.add("revision=" + given));
    version.ifPresent(given -> joined.add("version=" + given));
    return joined.add("trustDomain=" + trustDomain).toString();
  }

  private static boolean deliversToLoopback(String version) {
    Matcher parsed = parse(version);
    int major = Integer.parseInt(parsed.group(1));
    return major < 1 || (major == 1 && Integer.parseInt(parsed.group(2)) < 10);
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
