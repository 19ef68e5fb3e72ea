package dev.slipway.embedded.internal.process;

import dev.slipway.core.probe.TimeLimit;
import dev.slipway.core.problem.NotReadyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for what a child was told to do, within one limit. */
public final class Waiting {
  private final String what;
  private final TimeLimit limit;

  private Waiting(String what, Duration limit) {
    this.what = what;
    this.limit = TimeLimit.in(limit);
  }

  public static Waiting of(String what, Duration limit) {
    return new Waiting(what, limit);
  }

  public Duration left() {
    return Duration.ofNanos(Math.max(1, limit.left().toNanos()));
  }

  public Duration limit() {
    return limit.limit();
  }

  /**
   * Waits until it is done.
   *
   * @throws NotReadyException if it fails, takes too long, or this thread is interrupted
   */
  public void join(CompletableFuture<@Nullable Void> future) {
    try {
      future.get(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new NotReadyException(what + ": failed", failures(cause), cause);
    } catch (TimeoutException e) {
      throw new NotReadyException(what + ": not done within " + limit, List.of(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReadyException(what + ": interrupted", List.of(), e);
    }
  }

  private static List<NotReadyException.NodeFailure> failures(Throwable cause) {
    return cause instanceof NodeFailure failure ? List.of(failure.told()) : List.of();
  }
}
