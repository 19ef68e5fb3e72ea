package dev.slipway.verify;

import java.util.concurrent.ExecutionException;

/** Says why a Kafka client failed, and what that commonly means. */
final class Failures {
  private Failures() {}

  static String seen(Throwable failure) {
    Throwable root = root(failure);
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  static String cause(Throwable failure) {
    String name = root(failure).getClass().getSimpleName();
    return switch (name) {
      case "TimeoutException" ->
          "no broker answered at the addresses it advertises: it is down, or they can't be reached"
              + " from here";
      case "NotEnoughReplicasException", "NotEnoughReplicasAfterAppendException" ->
          "fewer replicas are in sync than min.insync.replicas: a broker is down or lags behind";
      case "NotLeaderOrFollowerException", "LeaderNotAvailableException" ->
          "the partition's broker is down or leads no longer";
      case "ConfigException" -> "an address can't be resolved from here";
      case "InterruptedException" -> "the verification was interrupted";
      default -> "see the log of the broker";
    };
  }

  private static Throwable root(Throwable failure) {
    return failure instanceof ExecutionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
