package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JourneyTest {
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

  @Test
  void leavesTimeThatCanBeWaitedForHoweverLongTheLimit() {
    Journey journey = new Journey(LONGEST, progress -> {});

    assertThat(journey.left().toMillis()).isPositive();
    assertThat(journey.left().toNanos()).isPositive();
    assertThat(journey.limit()).isEqualTo(LONGEST);
  }

  @Test
  void isOverAfterANanosecond() {
    Journey journey = new Journey(Duration.ofNanos(1), progress -> {});
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < 2) {
      Thread.onSpinWait();
    }

    assertThat(journey.left()).isZero();
  }
}
