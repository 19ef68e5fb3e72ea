package dev.slipway.core.facts;

/**
 * A kind of object that an API server serves.
 *
 * @param apiVersion group and version, as in {@code security.istio.io/v1}
 * @param kind the kind, as in {@code PeerAuthentication}
 */
public record ServedKind(String apiVersion, String kind) {
  /** {@code apiVersion Kind}. */
  @Override
  public String toString() {
    return apiVersion + " " + kind;
  }
}
