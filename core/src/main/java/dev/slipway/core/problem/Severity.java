package dev.slipway.core.problem;

/** Whether a problem stops a plan. */
public enum Severity {
  /** There is no plan. */
  ERROR,
  /** There is a plan, and it says so. */
  WARNING
}
