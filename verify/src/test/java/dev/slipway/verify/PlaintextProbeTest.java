package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.probe.Plaintext;
import dev.slipway.core.probe.Plaintext.Met;
import dev.slipway.core.probe.ProbeResult;
import dev.slipway.core.probe.ProbeResult.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaintextProbeTest {
  private static final PortPlan CLIENT = new PortPlan("tcp-client", 9092, "clients");
  private static final PortPlan PEER = new PortPlan("tcp-peer", 2888, "followers");

  @Test
  void passesWhereEveryNodeKeepsTheStrangerOut() {
    List<ProbeResult> results =
        results(at("a-0", CLIENT, Met.REFUSED), at("a-1", CLIENT, Met.UNREACHABLE));

    assertThat(results)
        .singleElement()
        .extracting(ProbeResult::outcome, ProbeResult::subject, ProbeResult::seen)
        .containsExactly(
            Outcome.PASSED, "a tcp-client 9092", "refused at 1 of 2, unreachable at 1 of 2");
  }

  @Test
  void failsAtThePortWhereOneNodeLetsTheStrangerInAndNamesIt() {
    List<ProbeResult> results =
        results(
            at("a-0", CLIENT, Met.REFUSED),
            at("a-0", PEER, Met.REFUSED),
            at("a-1", CLIENT, Met.ANSWERED),
            at("a-1", PEER, Met.HELD_OPEN));

    assertThat(results)
        .extracting(ProbeResult::outcome, ProbeResult::toString)
        .satisfiesExactly(
            client ->
                assertThat(client.toList().toString())
                    .contains("FAILED", "9092", "answered at 1 of 2", "[a-1]"),
            peer ->
                assertThat(peer.toList().toString())
                    .contains("FAILED", "2888", "held open at 1 of 2", "[a-1]"));
  }

  @Test
  void provesNothingOfAPortThatWasNotTriedAtEveryNode() {
    List<ProbeResult> results =
        results(at("a-0", CLIENT, Met.REFUSED), at("a-1", CLIENT, Met.UNKNOWN));

    assertThat(results)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
              assertThat(result.cause()).isEqualTo("a-1: why not");
            });
  }

  @Test
  void saysOnceThatNobodyTried() {
    assertThat(results(at("a-0", CLIENT, Met.UNKNOWN), at("a-0", PEER, Met.UNKNOWN)))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
              assertThat(result.cause()).isEqualTo("why not");
            });
    assertThat(results())
        .singleElement()
        .extracting(ProbeResult::outcome)
        .isEqualTo(Outcome.INCONCLUSIVE);
  }

  private static List<ProbeResult> results(Plaintext... attempts) {
    return PlaintextProbe.results("c", List.of(attempts), Duration.ZERO);
  }

  private static Plaintext at(String node, PortPlan port, Met met) {
    return new Plaintext("a", port, node, met, met == Met.UNKNOWN ? "why not" : "");
  }
}
