package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.problem.OldLibraryException;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  @Test
  void takesThoseThatAreThere() {
    assertThat(KafkaClients.<String>making(() -> "made")).isEqualTo("made");
  }

  @Test
  void refusesOlderOnesByWhatTheyLack() {
    assertThatThrownBy(() -> KafkaClients.requireRecent(String.class, "3.0.2"))
        .isInstanceOf(OldLibraryException.class)
        .hasMessage(
            "org.apache.kafka:kafka-clients: 3.0.2 in an unknown place (expected: 3.1.0 or later);"
                + " depend on a later version, the brokers' own is not needed");
  }
}
