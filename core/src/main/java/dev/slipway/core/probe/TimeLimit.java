package dev.slipway.core.probe;

import java.time.Duration;

/**
 * A limit of time that has begun to run. Any duration will do: one longer than a century runs for a
 * century, so that no sum with it overflows.
 */
public final class TimeLimit {
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Duration limit;
  private final long nanos;
  private final long begin = System.nanoTime();

  private TimeLimit(Duration limit) {
    this.limit = limit;
    this.nanos = (limit.compareTo(LONGEST) < 0 ? notNegative(limit) : LONGEST).toNanos();
  }

  /** A limit that begins now; one that is not positive is over at once. */
  public static TimeLimit in(Duration limit) {
    return new TimeLimit(limit);
  }

  /**
   * A duration that is a limit.
   *
   * @param what what is limited, for the message
   * @throws IllegalArgumentException if it is not positive
   */
  public static Duration positive(String what, Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException(what + ": " + limit + " (expected: positive)");
    }
    return limit;
  }

  /**
   * A duration in milliseconds for interfaces that take an {@code int} of them, for whom zero means
   * for ever: at least 1, and {@link Integer#MAX_VALUE} (24 days) where it is longer.
   */
  public static int millis(Duration duration) {
    return Duration.ofMillis(Integer.MAX_VALUE).compareTo(duration) < 0
        ? Integer.MAX_VALUE
        : (int) Math.max(1, notNegative(duration).toMillis());
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** The limit as it was given. */
  public Duration limit() {
    return limit;
  }

  /** What has passed since the limit began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** What is left; zero when it is over, never more than a century. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - (System.nanoTime() - begin)));
  }

  /** Whether it is over. */
  public boolean passed() {
    return left().isZero();
  }

  /** The limit as it was given. */
  @Override
  public String toString() {
    return limit.toString();
  }
}
