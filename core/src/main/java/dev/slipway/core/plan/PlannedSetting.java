package dev.slipway.core.plan;

import dev.slipway.core.model.Secrets;

/**
 * One line of a configuration file.
 *
 * @param key the setting
 * @param value its value
 * @param origin who decided it
 * @param reason why; empty where the user decided
 */
public record PlannedSetting(String key, String value, Origin origin, String reason) {
  /** Who decided a setting. */
  public enum Origin {
    /** Slipway: the cluster would not work with another value. */
    TOPOLOGY,
    /** Slipway, by the size of the cluster; the user may decide otherwise. */
    DEFAULT,
    /** The target; the user may decide otherwise. */
    TARGET,
    /** The user. */
    USER
  }

  /** {@code key=value}, a secret masked. */
  @Override
  public String toString() {
    return key + "=" + Secrets.masked(key, value);
  }
}
