package dev.slipway.core.settings;

/** Whether, and for whom, a running server takes a new value of a setting. */
public enum UpdateMode {
  /** Only by a restart. */
  READ_ONLY,
  /** While the broker runs, for each broker on its own. */
  PER_BROKER,
  /** While the brokers run, for each broker or for all of them. */
  CLUSTER_WIDE,
  /** While the brokers run, for each topic on its own. */
  PER_TOPIC
}
