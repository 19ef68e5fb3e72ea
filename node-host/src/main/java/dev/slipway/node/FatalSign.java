package dev.slipway.node;

import java.util.Optional;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells from what a server logs that it has died inside although it goes on: servers catch and log
 * what has ended one of their threads, and then nobody does that thread's work any more.
 */
final class FatalSign {
  // org.apache.kafka.server.util.ShutdownableThread, at its end.
  private static final String THREAD_OF_KAFKA = "Error due to";
  // org.apache.kafka.common.utils.KafkaThread.
  private static final String UNCAUGHT_IN_KAFKA = "Uncaught exception in thread";
  // org.apache.zookeeper.server.ZooKeeperCriticalThread.
  private static final String THREAD_OF_ZOOKEEPER = "Severe unrecoverable error, from thread";

  private FatalSign() {}

  /** Why the node is dead that has logged this; empty if it need not be. */
  static Optional<String> in(LogRecord logged) {
    Throwable thrown = logged.getThrown();
    if (thrown == null || thrown instanceof ExitTrap.NodeExit) {
      return Optional.empty();
    }
    OutOfMemoryError outOfMemory = outOfMemory(thrown);
    if (outOfMemory != null) {
      return Optional.of("ran out of memory: " + outOfMemory.getMessage());
    }
    String message = String.valueOf(logged.getMessage());
    boolean threadEnded =
        message.endsWith(THREAD_OF_KAFKA)
            || message.startsWith(UNCAUGHT_IN_KAFKA)
            || message.startsWith(THREAD_OF_ZOOKEEPER);
    return threadEnded
        ? Optional.of(
            "its thread %s has died: %s"
                .formatted(Thread.currentThread().getName(), Node.reason(thrown)))
        : Optional.empty();
  }

  private static @Nullable OutOfMemoryError outOfMemory(Throwable thrown) {
    // Causes can form a ring.
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof OutOfMemoryError error) {
        return error;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
