package dev.slipway.kubernetes.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTrackerTest {
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  @Test
  void leavesTimeThatCanBeWaitedForHoweverLongTheLimit() {
    ProgressTracker journey = new ProgressTracker(LONGEST, progress -> {});

    assertThat(journey.left().toMillis()).isPositive();
    assertThat(journey.left().toNanos()).isPositive();
    assertThat(journey.limit()).isEqualTo(LONGEST);
  }

  @Test
  void isOverAfterANanosecond() {
    ProgressTracker journey = new ProgressTracker(Duration.ofNanos(1), progress -> {});
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < 2) {
      Thread.onSpinWait();
    }

    assertThat(journey.left()).isZero();
  }
}
