package dev.slipway.verify;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** An instant by which something must be over. */
final class Deadline {
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What a look takes at most where all is well: one with less time would only see that. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(300);

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left, at least a millisecond, for calls that take zero for ever. */
  Duration left() {
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), end - System.nanoTime()));
  }

  boolean passed() {
    return System.nanoTime() - end >= 0;
  }

  /**
   * Looks until what is seen is good, or no time is left for a look, and gives what was seen last.
   * A remote server tells nobody when its state changes, so it has to be asked again.
   */
  <T> T look(Supplier<T> look, Predicate<? super T> good) {
    T seen = look.get();
    while (!good.test(seen) && again()) {
      seen = look.get();
    }
    return seen;
  }

  /** Waits a little; whether there is time for another look then. */
  boolean again() {
    if (left().toNanos() <= LOOK || Thread.currentThread().isInterrupted()) {
      return false;
    }
    LockSupport.parkNanos(BETWEEN_LOOKS);
    return true;
  }
}
