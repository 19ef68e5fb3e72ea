package dev.slipway.quickstart;

import java.time.Duration;

/** Where the time went. */
final class Stopwatch {
  private final StringBuilder laps = new StringBuilder("Where the time went\n");
  private final long begin = System.nanoTime();
  private long last = begin;

  void lap(String what) {
    long now = System.nanoTime();
    line("  " + what, Duration.ofNanos(now - last));
    last = now;
  }

  void part(String what, Duration took) {
    line("    of which " + what, took);
  }

  private void line(String what, Duration took) {
    laps.append(String.format("%-28s %6d ms%n", what, took.toMillis()));
  }

  @Override
  public String toString() {
    return laps
        + String.format(
            "%-28s %6d ms", "  in all", Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }
}
