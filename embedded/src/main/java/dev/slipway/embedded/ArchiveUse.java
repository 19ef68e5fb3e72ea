package dev.slipway.embedded;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a start does about the class-data archive of its servers. */
enum ArchiveUse {
  /** Uses one that is there, and begins to make one that isn't. */
  ON,
  /** Uses one that is there. */
  PREPARED,
  /** Neither uses nor makes one. */
  OFF;

  private static final String PROPERTY = "slipway.archive";

  /** What the system property says for the whole JVM. */
  static ArchiveUse ofThisJvm() {
    String said = System.getProperty(PROPERTY, ON.word());
    return Arrays.stream(values())
        .filter(use -> use.word().equals(said))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "system property %s: %s (expected: one of %s)"
                        .formatted(PROPERTY, said, words())));
  }

  boolean uses() {
    return this != OFF;
  }

  boolean makes() {
    return this == ON;
  }

  private static String words() {
    return Arrays.stream(values()).map(ArchiveUse::word).collect(Collectors.joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
