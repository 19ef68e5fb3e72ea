package dev.slipway.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerVersionTest {
  @ParameterizedTest
  @CsvSource({
    "v1.20.2, 1.20",
    "1.29, 1.29",
    "1.27+, 1.27",
    "v1.31.4-gke.1183000, 1.31",
    "v1.30.2+k3s1, 1.30"
  })
  void readsWhatServersSay(String said, String version) {
    assertThat(ServerVersion.of(said)).hasToString(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "latest", "1.x", "1.20 or so"})
  void refusesWhatIsNoVersion(String said) {
    assertThatThrownBy(() -> ServerVersion.of(said))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + said + "'")
        .hasMessageContaining("expected");
  }

  @Test
  void comparesMinorsAsNumbers() {
    assertThat(ServerVersion.of("1.9").atLeast(1, 21)).isFalse();
    assertThat(ServerVersion.of("1.21").atLeast(1, 21)).isTrue();
    assertThat(ServerVersion.of("2.0").atLeast(1, 21)).isTrue();
  }
}
