package dev.slipway.core.model;

/** Whether two nodes of one kind may share a machine. */
public enum AntiAffinity {
  /** They may. */
  NONE,
  /** They share one only where there is no other way. */
  PREFERRED,
  /** They never do; with fewer machines than nodes, some stay unscheduled. */
  REQUIRED
}
