package dev.slipway.embedded;

import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.ServerStatus;
import dev.slipway.embedded.internal.process.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final String SERVES = "serves";

  private final Map<ServerPlan, String> waiting = new LinkedHashMap<>();

  QuorumWatch(List<ServerPlan> servers) {
    servers.forEach(server -> waiting.put(server, "has not been asked"));
  }

  /**
   * The servers that do not serve when the time is over, there is no hope any more, or this thread
   * is interrupted; each with what was seen of it last.
   */
  Map<ServerPlan, String> await(Waiting limit, BooleanSupplier hopeless) {
    while (true) {
      waiting.replaceAll((server, seen) -> look(server));
      waiting.values().removeIf(SERVES::equals);
      if (waiting.isEmpty()
          || hopeless.getAsBoolean()
          || Thread.currentThread().isInterrupted()
          || limit.left().toNanos() <= 1) {
        return waiting;
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS);
    }
  }

  private static String look(ServerPlan server) {
    try {
      ServerStatus status = FourLetterWord.status(server.client(), ANSWER);
      return status.serves()
          ? SERVES
          : "listens, but does not serve in a quorum: it answers '" + status.answer().strip() + "'";
    } catch (IOException e) {
      return "was started, but does not answer: " + e;
    }
  }
}
