package dev.slipway.it.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what cannot be subscribed to. */
final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Until() {}

  static void met(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not met within " + LIMIT);
      }
      Thread.sleep(10);
    }
  }
}
