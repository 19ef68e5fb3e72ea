package com.example.orders;

import java.util.concurrent.Callable;

/** Waits for what cannot be subscribed to. */
final class Until {
  private Until() {}

  static void met(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not met within 60 s");
      }
      Thread.sleep(10);
    }
  }
}
