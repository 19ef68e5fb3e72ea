package dev.slipway.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns(Duration.ofMinutes(1));

  @Test
  void letsManyShare() {
    turns.share("a");
    turns.share("b");
    turns.share("a");
    turns.giveBack("a");
    turns.giveBack("b");

    CompletableFuture<Void> alone = CompletableFuture.runAsync(() -> turns.takeAlone("c"));
    assertThat(alone).isNotDone();
    turns.giveBack("a");

    assertThat(alone).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void letsOthersWaitForOneAlone() {
    turns.takeAlone("a");
    turns.takeAlone("a");
    CompletableFuture<Void> shared = CompletableFuture.runAsync(() -> turns.share("b"));

    turns.giveBack("a");
    assertThat(shared).isNotDone();
    turns.giveBack("a");

    assertThat(shared).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void givesUpADeadlock() {
    Turns impatient = new Turns(Duration.ofMillis(10));
    impatient.share("a");

    assertThatThrownBy(() -> impatient.takeAlone("b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("turn of b: none within PT0.01S, used by [a] (expected: tests that end)");
    impatient.share("c");
  }
}
