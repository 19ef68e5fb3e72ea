package dev.slipway.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
  private static final ProbeResult PASSED =
      ProbeResult.passed("role", "orders-zookeeper-0", Duration.ofMillis(2), "leader");
  private static final ProbeResult NOTHING =
      ProbeResult.inconclusive(
          "replication",
          "kafka",
          Duration.ofMillis(3),
          "no partition to look at",
          "every partition in sync",
          "no topic is there");

  @Test
  void passesIfEveryProbeDid() {
    VerificationReport report = report(PASSED);

    assertThat(report.orThrow()).isSameAs(report);
  }

  @Test
  void doesNotPassOverNoProbe() {
    VerificationReport report = report();

    assertThat(report.passed()).isFalse();
    assertThatThrownBy(report::orThrow).isInstanceOf(VerificationException.class);
  }

  @Test
  void doesNotPassWhereAProbeFoundNothingToLookAt() {
    VerificationReport report = report(PASSED, NOTHING);

    assertThat(report.passed()).isFalse();
    assertThat(report.failures()).containsExactly(NOTHING);
    assertThat(report.toJson()).contains("\"outcome\" : \"inconclusive\"");
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("1 of 2 probes did not pass")
        .hasMessageContaining("NONE  replication  kafka  no partition to look at")
        .hasMessageContaining("expected: every partition in sync");
  }

  private static VerificationReport report(ProbeResult... results) {
    return new VerificationReport("orders", List.of(results), List.of(), Duration.ofMillis(5));
  }
}
