package dev.slipway.it.walk;

import java.util.List;
import java.util.Random;

/** Chooses values, right ones more often than wrong ones. */
final class Chance {
  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "1",
          "-",
          "a-b",
          "a--b",
          "a.b",
          "a_b",
          "a b",
          "a/b",
          "äö",
          "😀",
          "x".repeat(42),
          "x".repeat(300),
          "a:1",
          "10.0.0.1:9092",
          "::1",
          "${env:X}",
          "\n",
          "\\",
          "#",
          "..",
          "/");
  // Few that are huge: each costs a draft of thousands of nodes.
  private static final List<Integer> COUNTS =
      List.of(Integer.MIN_VALUE, -1, 0, 0, 1, 2, 4, 6, 7, 8, 9, 13, 17, 255, 256);
  private static final List<Integer> NUMBERS =
      List.of(
          Integer.MIN_VALUE,
          -1,
          0,
          1,
          2,
          3,
          4,
          5,
          7,
          9,
          92,
          255,
          256,
          1_024,
          5_001,
          9_092,
          9_093,
          15_001,
          30_000,
          32_766,
          65_535,
          65_536,
          Integer.MAX_VALUE);

  private final Random random;

  Chance(Random random) {
    this.random = random;
  }

  /** A right value 29 times in 30. */
  String text(String... right) {
    return random.nextInt(30) == 0 ? of(TEXTS) : right[random.nextInt(right.length)];
  }

  /** A right value 29 times in 30. */
  int number(int... right) {
    return random.nextInt(30) == 0 ? of(NUMBERS) : right[random.nextInt(right.length)];
  }

  /** How many nodes; a right number nearly always. */
  int count(int... right) {
    if (random.nextInt(2_000) == 0) {
      return Integer.MAX_VALUE;
    }
    return random.nextInt(20) == 0 ? of(COUNTS) : right[random.nextInt(right.length)];
  }

  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** True so many times in a hundred. */
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
