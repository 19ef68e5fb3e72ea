package dev.slipway.verify;

import dev.slipway.core.probe.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Probes that run at once, each on a thread of its own; none is waited for beyond the deadline. */
final class Tasks implements AutoCloseable {
  /** For a probe that has seen that its time is over, and still has to say so. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final Deadline deadline;
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons());
  private final List<Task> begun = new ArrayList<>();

  Tasks(Deadline deadline) {
    this.deadline = deadline;
  }

  private record Task(
      String probe, String subject, long begin, Future<List<ProbeResult>> running) {}

  void begin(String probe, String subject, Callable<List<ProbeResult>> work) {
    begun.add(new Task(probe, subject, System.nanoTime(), threads.submit(work)));
  }

  /** The results of all that was begun since the last call, in that order. */
  List<ProbeResult> results() {
    List<ProbeResult> results = new ArrayList<>();
    begun.forEach(task -> results.addAll(results(task)));
    begun.clear();
    return results;
  }

  private List<ProbeResult> results(Task task) {
    try {
      return task.running.get(deadline.left().plus(LAST_WORDS).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return List.of(failed(task, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(failed(task, e));
    }
  }

  private static ProbeResult failed(Task task, Exception failure) {
    return ProbeResult.failed(
        task.probe,
        task.subject,
        BrokerProbes.since(task.begin),
        Failures.seen(failure),
        "an answer",
        Failures.cause(failure));
  }

  /** Interrupts what still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "slipway-verify-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
