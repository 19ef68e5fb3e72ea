package dev.slipway.junit5;

/** Who uses one and the same cluster. */
public enum Sharing {
  /** Each test has a cluster of its own; each invocation of a parameterized or repeated one too. */
  TEST,
  /** The tests of a class share one, its nested classes included. */
  CLASS,
  /**
   * All tests of a launcher session share one whose specification and target are equal, such as all
   * tests of a Maven module. Before JUnit 5.13, all tests of one execution do.
   */
  SESSION
}
