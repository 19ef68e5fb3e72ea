package dev.slipway.core.model;

import java.util.Objects;

/** Refuses, with value and expectation, what one value alone can know to be wrong. */
final class Require {
  private Require() {}

  static int atLeast(int least, String what, int value) {
    if (value < least) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + least + ")");
    }
    return value;
  }

  static int port(String what, int value) {
    if (value < 1 || value > 65_535) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: 1-65535)");
    }
    return value;
  }

  static String text(String what, String value) {
    if (Objects.requireNonNull(value, what).isBlank()) {
      throw new IllegalArgumentException(what + ": '" + value + "' (expected: not blank)");
    }
    return value;
  }
}
