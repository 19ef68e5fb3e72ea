package dev.slipway.junit5;

import dev.slipway.core.probe.TimeLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Who may use a cluster at the same time: many that leave it as it is, or one that breaks it. Who
 * holds a turn may take it again, so that two extensions of one test with an equal cluster don't
 * wait for each other. A turn is not bound to a thread.
 */
final class Turns {
  private final Duration limit;
  private final Map<String, Integer> holders = new HashMap<>();
  private boolean exclusive;
  private int waitingForAll;

  /**
   * Turns.
   *
   * @param limit how long one waits for a turn before it is given up as a deadlock
   */
  Turns(Duration limit) {
    this.limit = limit;
  }

  /** Waits until the cluster can be shared with all who use it. */
  synchronized void share(String who) {
    if (!again(who)) {
      await(who, () -> !exclusive && waitingForAll == 0);
      holders.put(who, 1);
    }
  }

  /** Waits until nobody else uses the cluster. */
  synchronized void takeAlone(String who) {
    if (!again(who)) {
      waitingForAll++;
      try {
        await(who, holders::isEmpty);
      } finally {
        waitingForAll--;
        notifyAll();
      }
      exclusive = true;
      holders.put(who, 1);
    }
  }

  synchronized void giveBack(String who) {
    if (holders.merge(who, -1, Integer::sum) == 0) {
      holders.remove(who);
      exclusive = false;
      notifyAll();
    }
  }

  private boolean again(String who) {
    return holders.computeIfPresent(who, (same, count) -> count + 1) != null;
  }

  private interface Condition {
    boolean met();
  }

  private void await(String who, Condition condition) {
    TimeLimit turn = TimeLimit.in(limit);
    try {
      while (!condition.met()) {
        long left = turn.left().toMillis();
        if (left <= 0) {
          throw new IllegalStateException(
              "turn of "
                  + who
                  + ": none within "
                  + limit
                  + ", used by "
                  + holders.keySet()
                  + " (expected: tests that end)");
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("turn of " + who + ": interrupted (expected: patience)", e);
    }
  }
}
