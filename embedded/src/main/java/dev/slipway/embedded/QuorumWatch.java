package dev.slipway.embedded;

import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.embedded.internal.process.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits until every server serves in the quorum. A server announces that to nobody, so {@code srvr}
 * is asked until it shows a mode.
 */
final class QuorumWatch {
  private static final Duration ANSWER = Duration.ofSeconds(1);
  private static final long BETWEEN_QUESTIONS = TimeUnit.MILLISECONDS.toNanos(10);

  private final List<ServerPlan> waiting;

  QuorumWatch(List<ServerPlan> servers) {
    this.waiting = new ArrayList<>(servers);
  }

  /**
   * The servers that do not serve when the time is over, there is no hope any more, or this thread
   * is interrupted.
   */
  List<ServerPlan> await(Waiting limit, BooleanSupplier hopeless) {
    while (true) {
      waiting.removeIf(QuorumWatch::serves);
      if (waiting.isEmpty()
          || hopeless.getAsBoolean()
          || Thread.currentThread().isInterrupted()
          || limit.left().toNanos() <= 1) {
        return waiting;
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
    }
  }

  private static boolean serves(ServerPlan server) {
    try {
      return FourLetterWord.status(server.client(), ANSWER).serves();
    } catch (IOException e) {
      return false;
    }
  }
}
