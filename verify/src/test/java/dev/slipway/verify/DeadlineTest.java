package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Looks end when what is seen is good, or no time is left for another. */
class DeadlineTest {
  @Test
  void looksUntilItIsGood() {
    AtomicInteger looks = new AtomicInteger();

    int seen = Deadline.in(Duration.ofMinutes(1)).look(looks::incrementAndGet, look -> look == 3);

    assertThat(seen).isEqualTo(3);
  }

  @Test
  void looksOnceWhenNoTimeIsLeft() {
    AtomicInteger looks = new AtomicInteger();

    int seen = Deadline.in(Duration.ofMillis(1)).look(looks::incrementAndGet, look -> false);

    assertThat(seen).isEqualTo(1);
  }

  @Test
  void leavesTimeForTheLastLook() {
    Deadline deadline = Deadline.in(Duration.ofMillis(500));

    Duration leftForTheLast = deadline.look(deadline::left, left -> false);

    assertThat(leftForTheLast).isGreaterThan(Duration.ofMillis(100));
    assertThat(deadline.passed()).isFalse();
  }

  @Test
  void alwaysLeavesAMillisecond() {
    Deadline passed = Deadline.in(Duration.ofSeconds(-1));

    assertThat(passed.passed()).isTrue();
    assertThat(passed.left()).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void stopsLookingWhenInterrupted() {
    AtomicInteger looks = new AtomicInteger();
    Thread.currentThread().interrupt();

    int seen = Deadline.in(Duration.ofMinutes(1)).look(looks::incrementAndGet, look -> false);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).isEqualTo(1);
  }
}
