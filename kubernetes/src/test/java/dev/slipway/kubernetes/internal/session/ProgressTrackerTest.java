package dev.slipway.kubernetes.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTrackerTest {
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  @Test
  void leavesTimeThatCanBeWaitedForHoweverLongTheLimit() {
    ProgressTracker tracker = new ProgressTracker(LONGEST, progress -> {});

    assertThat(tracker.left().toMillis()).isPositive();
    assertThat(tracker.left().toNanos()).isPositive();
    assertThat(tracker.limit()).isEqualTo(LONGEST);
  }

  @Test
  void isOverAfterANanosecond() {
    ProgressTracker tracker = new ProgressTracker(Duration.ofNanos(1), progress -> {});
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < 2) {
      Thread.onSpinWait();
    }

    assertThat(tracker.left()).isZero();
  }
}
