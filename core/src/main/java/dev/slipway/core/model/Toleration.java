package dev.slipway.core.model;

import java.util.Optional;

/**
 * Lets a pod onto nodes with a taint.
 *
 * @param key the taint's key
 * @param value the taint's value; if unspecified, any
 * @param effect {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; if unspecified,
 *     any
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/">Kubernetes:
 *     taints and tolerations</a>
 */
public record Toleration(String key, Optional<String> value, Optional<String> effect) {
  /** Refuses a blank key. */
  public Toleration {
    Require.text("toleration key", key);
  }

  /** Tolerates every taint of this key. */
  public static Toleration of(String key) {
    return new Toleration(key, Optional.empty(), Optional.empty());
  }

  /** Tolerates the taint of this key and value. */
  public static Toleration of(String key, String value) {
    return new Toleration(key, Optional.of(value), Optional.empty());
  }
}
