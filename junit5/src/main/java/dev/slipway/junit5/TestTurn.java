package dev.slipway.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test's turn on a shared cluster, from its first use of the cluster until its store is closed.
 */
@SuppressWarnings("deprecation") // Before JUnit 5.13 a store closes values of this interface only.
final class TestTurn implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final Turns turns;
  private final String who;
  private final boolean alone;
  private boolean taken;

  TestTurn(Turns turns, String who, boolean alone) {
    this.turns = turns;
    this.who = who;
    this.alone = alone;
  }

  synchronized void take() {
    if (!taken) {
      if (alone) {
        turns.takeAlone(who);
      } else {
        turns.share(who);
      }
      taken = true;
    }
  }

  /** Gives the turn back for one alone; afterwards the test has none. */
  void insteadAlone(Runnable action) {
    close();
    turns.takeAlone(who);
    try {
      action.run();
    } finally {
      turns.giveBack(who);
    }
  }

  @Override
  public synchronized void close() {
    if (taken) {
      taken = false;
      turns.giveBack(who);
    }
  }
}
