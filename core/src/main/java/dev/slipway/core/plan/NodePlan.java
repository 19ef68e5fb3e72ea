package dev.slipway.core.plan;

/** One node, whatever runs on it. */
public sealed interface NodePlan permits ServerPlan, BrokerPlan {
  /** Its number among its kind, as it knows it itself. */
  int id();

  /** The name of its pod or folder. */
  String name();

  /** The folder of its data. */
  String folder();

  /** Its configuration. */
  ConfigFile config();
}
