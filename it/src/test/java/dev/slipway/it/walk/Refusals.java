package dev.slipway.it.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What values say when they are refused at once: the value and what was expected. */
final class Refusals {
  private static final Pattern SAYS =
      Pattern.compile(
          "(?s).*: .*\\(expected: .+\\)"
              + "|Builder of \\w+ is strict, attribute is already set: \\w+"
              + "|Cannot build \\w+, some of required attributes are not set .*"
              + "|.*[Dd]uplicate.*");

  private int heard;

  void heard(RuntimeException refusal) {
    heard++;
    assertThat(refusal).hasMessageMatching(SAYS);
  }

  int count() {
    return heard;
  }
}
