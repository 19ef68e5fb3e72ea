package dev.slipway.core.target;

import java.util.ServiceLoader;

/**
 * Makes a target choosable by its name, as in {@code slipway.target=embedded}; found by {@link
 * ServiceLoader}. Two of one name are refused.
 */
public interface TestTargetProvider {
  /** The name by which it is chosen. */
  String name();

  /**
   * A target for one test run, opened when its first cluster is wanted. What earlier runs have left
   * behind, because their JVM crashed, is removed by now.
   */
  TestTarget open(TestRun run);
}
