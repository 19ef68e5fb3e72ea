package dev.slipway.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run of a server under an id: from its start to its end, with its own threads and log. */
final class Node {

  /** How long a graceful stop may take before the stopping threads are interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How long a stop may take altogether. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(500);

  private final String id;
  private final Server server;
  private final Events events;
  private final NodeThreads threads;
  private final Thread runner;
  private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  /** Set when the end is asked for or has been reported: what follows is no news. */
  private final AtomicBoolean ending = new AtomicBoolean();

  private volatile @Nullable String failure;
  private @Nullable Node previous;

  Node(String id, Server server, Path logFile, Events events) {
    this.id = id;
    this.server = server;
    this.events = events;
    this.threads = new NodeThreads(this, new NodeLog(logFile));
    this.runner = new Thread(threads, this::run, id);
  }

  String id() {
    return id;
  }

  Server server() {
    return server;
  }

  boolean isEnding() {
    return ending.get();
  }

  /** Starts the node on its own thread, when the previous one of the same id has ended. */
  CompletableFuture<@Nullable Void> start(@Nullable Node predecessor) {
    this.previous = predecessor;
    runner.start();
    return started;
  }

  private void run() {
    try {
      if (previous != null) {
        previous.ended.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        previous = null;
      }
      server.run(() -> started.complete(null));
      report("ended without being asked to");
    } catch (Throwable failure) {
      report(reason(failure));
    } finally {
      ended.complete(null);
    }
  }

  /** Reports the node as failed and takes down what is left of it. */
  void fail(String reason) {
    if (report(reason)) {
      new Thread(threads, this::stopQuietly, id + "-cleanup").start();
    }
  }

  /** Reports the same, with the error that the node has logged before. */
  void failAfterLastError(String reason) {
    String error = threads.log().lastError();
    fail(error == null ? reason : reason + " after it had logged: " + error);
  }

  private boolean report(String reason) {
    if (!ending.compareAndSet(false, true)) {
      return false;
    }
    failure = reason;
    threads.log().write("%s has failed: %s%n".formatted(id, reason));
    if (!started.completeExceptionally(new Failure(reason))) {
      events.failed(id, reason);
    }
    return true;
  }

  private void stopQuietly() {
    try {
      stop();
    } catch (Exception e) {
      System.err.println(id + " has failed, and its remains could not be stopped: " + reason(e));
    }
  }

  /**
   * Stops the node, gracefully at first. A broker whose ZooKeeper is gone waits for it without
   * limit in several places of its shutdown, and each is left by an interrupt.
   */
  void stop() throws InterruptedException, TimeoutException {
    ending.set(true);
    boolean wasStarting =
        started.completeExceptionally(new Failure("stopped while it was starting"));
    long limit = System.nanoTime() + STOP_LIMIT.toNanos();
    if (wasStarting) {
      interruptUntilDead(runner, limit);
    }
    Thread stopper = new Thread(threads, this::stopServer, id + "-stop");
    stopper.start();
    stopper.join(GRACE.toMillis());
    interruptUntilDead(stopper, limit);
    runner.join(BETWEEN_INTERRUPTS.toMillis());
    interruptUntilDead(runner, limit);
    String reason = failure;
    if (reason != null) {
      // Once more, after what was logged on the way down.
      threads.log().write("%s had failed: %s%n".formatted(id, reason));
    }
    threads.log().close();
  }

  private void stopServer() {
    try {
      server.stop();
    } catch (Exception e) {
      System.err.println(id + " did not stop cleanly: " + reason(e));
    }
  }

  private void interruptUntilDead(Thread thread, long limit)
      throws InterruptedException, TimeoutException {
    while (thread.isAlive()) {
      if (System.nanoTime() > limit) {
        throw new TimeoutException(
            "did not stop within %s; thread %s is at %s"
                .formatted(STOP_LIMIT, thread.getName(), topOf(thread)));
      }
      thread.interrupt();
      thread.join(BETWEEN_INTERRUPTS.toMillis());
    }
  }

  private static String topOf(Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    return trace.length == 0 ? "its end" : trace[0].toString();
  }

  /** What went wrong, with its causes, in one line. */
  static String reason(Throwable failure) {
    Throwable first =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    StringBuilder reason = new StringBuilder(described(first));
    for (Throwable cause = first.getCause(); cause != null; cause = cause.getCause()) {
      if (reason.indexOf(described(cause)) < 0) {
        reason.append(", caused by ").append(described(cause));
      }
    }
    return reason.toString();
  }

  private static String described(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    if (message == null) {
      return name;
    }
    return failure instanceof Failure ? message : name + ": " + message;
  }

  /** A node's end, already described. */
  private static final class Failure extends Exception {
    Failure(String reason) {
      super(reason);
    }
  }
}
