package dev.slipway.kubernetes.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kubernetes.change.Changes.Action;
import dev.slipway.kubernetes.change.Changes.Change;
import dev.slipway.kubernetes.change.Step.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Change PATCH =
      new Change(Action.PATCH, "StatefulSet a/b", "it was asked for otherwise");
  private static final Change RESTART =
      new Change(Action.RESTART, "Pod b-0", "it was made with another template or configuration");

  @Test
  void areToldInTheOrderInWhichTheyAreMadeWithTheirRisk() {
    Changes changes =
        new Changes(
            List.of(
                new Step(Kind.CROSS, "istio", List.of()),
                new Step(Kind.WORKLOADS, "", List.of(PATCH)),
                new Step(Kind.RESTART, "brokers, the controller last", List.of(RESTART))));

    assertThat(changes)
        .hasToString(
            """
            admit members and others of istio (until its policies are in force, neither side is kept out)
            apply StatefulSets (makes pods that are missing, restarts none)
              patch StatefulSet a/b: it was asked for otherwise
            restart brokers, the controller last (one at a time, as long as the others can spare it)
              restart Pod b-0: it was made with another template or configuration\
            """
                .stripIndent());
    assertThat(changes.changes()).containsExactly(PATCH, RESTART);
    assertThat(changes.none()).isFalse();
  }

  @Test
  void canBeNone() {
    Changes none = new Changes(List.of());

    assertThat(none.none()).isTrue();
    assertThat(none).hasToString("nothing to change");
  }
}
