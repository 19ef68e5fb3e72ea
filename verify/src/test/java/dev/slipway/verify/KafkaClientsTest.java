package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.problem.OldLibraryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/junit5.md"})
  void areNamedWithTheirLeastVersionWhereUsersLook(String guide) {
    assertThat(Path.of("..", guide))
        .content()
        .contains("kafka-clients from " + KafkaClients.LEAST + " on");
  }
}
