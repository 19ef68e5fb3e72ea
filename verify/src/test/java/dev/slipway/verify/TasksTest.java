package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.probe.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** One probe that fails or hangs takes nothing from the others. */
class TasksTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void givesResultsInTheOrderOfTheirBegin() {
    CountDownLatch secondIsDone = new CountDownLatch(1);
    try (Tasks tasks = new Tasks(Deadline.in(LONG))) {
      tasks.begin(
          "first",
          "a",
          () -> {
            secondIsDone.await();
            return List.of(ProbeResult.passed("first", "a", LONG, "fine"));
          });
      tasks.begin(
          "second",
          "b",
          () -> {
            secondIsDone.countDown();
            return List.of(ProbeResult.passed("second", "b", LONG, "fine"));
          });

      assertThat(tasks.results()).extracting(ProbeResult::probe).containsExactly("first", "second");
      assertThat(tasks.results()).isEmpty();
    }
  }

  @Test
  void reportsWhatAProbeThrows() {
    try (Tasks tasks = new Tasks(Deadline.in(LONG))) {
      tasks.begin(
          "controller",
          "kafka",
          () -> {
            throw new ExecutionException(new IllegalStateException("no such door"));
          });

      assertThat(tasks.results())
          .singleElement()
          .satisfies(
              result -> {
                assertThat(result.passed()).isFalse();
                assertThat(result.probe()).isEqualTo("controller");
                assertThat(result.subject()).isEqualTo("kafka");
                assertThat(result.seen()).contains("no such door");
                assertThat(result.cause()).isNotBlank();
              });
    }
  }

  @Test
  void doesNotWaitForAProbeThatHangs() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Tasks tasks = new Tasks(Deadline.in(Duration.ofMillis(10)))) {
      tasks.begin(
          "replication",
          "kafka",
          () -> {
            try {
              new CountDownLatch(1).await();
            } finally {
              interrupted.countDown();
            }
            return List.of();
          });

      assertThat(tasks.results()).singleElement().matches(result -> !result.passed());
    }
    interrupted.await();
  }
}
