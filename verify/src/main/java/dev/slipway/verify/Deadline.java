package dev.slipway.verify;

import dev.slipway.core.probe.TimeLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A limit of time for looks at what can only be seen by asking again. */
final class Deadline {
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What a look takes at most where all is well: one with less time would only see that. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(300);

  private final TimeLimit limit;

  private Deadline(TimeLimit limit) {
    this.limit = limit;
  }

  static Deadline in(Duration duration) {
    return new Deadline(TimeLimit.in(duration));
  }

  /** What is left, at least a millisecond, for calls that take zero for ever. */
  Duration left() {
    return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), limit.left().toNanos()));
  }

  boolean passed() {
    return limit.passed();
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
