package dev.slipway.core.target;

import java.util.Optional;

/** One run of tests, whose clusters are gone when it is. */
public interface TestRun {
  /**
   * Tells this run from every other: eight hexadecimal digits, fit for a part of a DNS label, such
   * as that of a namespace.
   */
  String id();

  /**
   * A setting of the run, such as {@code slipway.target}; empty if it is not set.
   *
   * @param key its name
   */
  Optional<String> setting(String key);
}
