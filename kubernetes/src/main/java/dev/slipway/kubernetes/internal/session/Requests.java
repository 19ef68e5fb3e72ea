package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.NotReadyException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The threads on which one deployment makes requests, several at once. */
public final class Requests implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final int ATTEMPTS = 5;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, daemons());

  /**
   * The answers, in order; the first failure once all have ended. What breaks for a moment is asked
   * again, so questions must be such as can be.
   */
  public <T> List<T> atOnce(List<Supplier<T>> questions) {
    List<CompletableFuture<T>> running =
        questions.stream()
            .map(question -> CompletableFuture.supplyAsync(() -> ask(question), threads))
            .toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  private static <T> T ask(Supplier<T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.get();
      } catch (KubernetesClientException | ApplyException e) {
        if (attempt == ATTEMPTS || !Transience.isTransient(e)) {
          throw e;
        }
        LockSupport.parkNanos(attempt * PAUSE.toNanos());
      }
    }
  }

  /**
   * Does the work on another thread, so that an interruption ends the wait whatever the work waits
   * for.
   *
   * @throws RuntimeException that it ended with
   */
  public void run(Runnable work) {
    Future<?> begun = threads.submit(work);
    try {
      begun.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      begun.cancel(true);
      Thread.currentThread().interrupt();
      throw new NotReadyException("the wait was interrupted; what was applied stays", List.of(), e);
    }
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "slipway-request-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
