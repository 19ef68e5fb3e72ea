package dev.slipway.core.probe;

import java.time.Duration;

/**
 * What one probe saw.
 *
 * @param probe what was looked at, such as {@code role}
 * @param subject at whom, such as a node's or a listener's name
 * @param outcome whether it was as expected
 * @param duration how long it took
 * @param seen what was seen
 * @param expected what was expected
 * @param cause the likely cause if it was not as expected; empty otherwise
 */
public record ProbeResult(
    String probe,
    String subject,
    Outcome outcome,
    Duration duration,
    String seen,
    String expected,
    String cause) {
  /** Whether a probe saw what was expected. */
  public enum Outcome {
    /** It did. */
    PASSED,
    /** It did not. */
    FAILED,
    /** There was nothing to look at: neither proof nor failure, and not counted as passed. */
    INCONCLUSIVE
  }

  /** A probe that saw what was expected. */
  public static ProbeResult passed(String probe, String subject, Duration duration, String seen) {
    return new ProbeResult(probe, subject, Outcome.PASSED, duration, seen, seen, "");
  }

  /** A probe that did not. */
  public static ProbeResult failed(
      String probe, String subject, Duration duration, String seen, String expected, String cause) {
    return new ProbeResult(probe, subject, Outcome.FAILED, duration, seen, expected, cause);
  }

  /** A probe that found nothing to look at. */
  public static ProbeResult inconclusive(
      String probe, String subject, Duration duration, String seen, String expected, String cause) {
    return new ProbeResult(probe, subject, Outcome.INCONCLUSIVE, duration, seen, expected, cause);
  }

  /** Whether it saw what was expected. */
  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  /** One line, or three if it did not pass. */
  @Override
  public String toString() {
    String line =
        mark() + probe + "  " + subject + "  " + seen + "  (" + duration.toMillis() + " ms)";
    return passed() ? line : line + "\n      expected: " + expected + "\n      likely: " + cause;
  }

  private String mark() {
    return switch (outcome) {
      case PASSED -> "ok    ";
      case FAILED -> "FAIL  ";
      case INCONCLUSIVE -> "NONE  ";
    };
  }
}
