package dev.slipway.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whichever node dies: nothing that was acknowledged is lost, and the clients recover. */
@Tag("repeat")
class ChaosTest {
  private static final long SEED = 20_261_120;

  @Test
  void losesNothingThatWasAcknowledged() throws Exception {
    List<Chaos.Outcome> outcomes = new ArrayList<>();

    new Chaos(SEED).run(outcomes::add);

    assertThat(outcomes)
        .hasSameSizeAs(Chaos.Victim.values())
        .allMatch(outcome -> outcome.acknowledged() > 0)
        .allMatch(outcome -> outcome.lost() == 0);
  }
}
