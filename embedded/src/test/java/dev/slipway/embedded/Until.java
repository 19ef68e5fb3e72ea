package dev.slipway.embedded;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what cannot be subscribed to. */
public final class Until {

  private Until() {}

  public static void met(Duration limit, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not met within " + limit);
      }
      Thread.sleep(10);
    }
  }
}
