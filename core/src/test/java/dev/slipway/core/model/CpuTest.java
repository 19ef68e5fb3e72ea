package dev.slipway.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuTest {
  @ParameterizedTest
  @CsvSource({
    "2,2000,2",
    "1.5,1500,1500m",
    "0.25,250,250m",
    "0.001,1,1m",
    "500m,500,500m",
    "2000m,2000,2"
  })
  void readsAndWritesAsKubernetesDoes(String text, int millis, String written) {
    assertThat(Cpu.of(text)).isEqualTo(new Cpu(millis)).hasToString(written);
    assertThat(Cpu.of(written)).isEqualTo(Cpu.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "m", "-1", "1.", ".5", "1.5m", "0.0001", "two", "1 m", "999999999m"})
  void refusesWhatIsNoShare(String text) {
    assertThatThrownBy(() -> Cpu.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cpu: '" + text + "' (expected: cores or thousandths, as in 2, 1.5 or 500m)");
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> Cpu.of("0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cpu in thousandths: 0 (expected: >= 1)");
  }
}
