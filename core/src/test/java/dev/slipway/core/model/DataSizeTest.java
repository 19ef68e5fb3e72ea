package dev.slipway.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
  @ParameterizedTest
  @CsvSource({
    "1,1",
    "512,512",
    "1Ki,1024",
    "512Mi,536870912",
    "2Gi,2147483648",
    "3Ti,3298534883328",
    "1Pi,1125899906842624",
    "7k,7000",
    "5M,5000000",
    "10G,10000000000",
    "2T,2000000000000",
    "1P,1000000000000000"
  })
  void readsAndWritesAsKubernetesDoes(String text, long bytes) {
    assertThat(DataSize.of(text)).isEqualTo(new DataSize(bytes)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"1024Mi,1Gi", "1000,1k", "1024,1Ki", "1536Mi,1536Mi", "2000000Ki,2048M"})
  void writesTheSmallestWholeNumber(String text, String written) {
    assertThat(DataSize.of(text)).hasToString(written);
    assertThat(DataSize.of(written)).isEqualTo(DataSize.of(text));
  }

  @Test
  void countsMebibytesAndGibibytes() {
    assertThat(DataSize.mebibytes(512)).isEqualTo(DataSize.of("512Mi"));
    assertThat(DataSize.gibibytes(2)).isEqualTo(DataSize.of("2Gi"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Gi",
        "-1Gi",
        "1.5Gi",
        "2GB",
        "2 Gi",
        "2gi",
        "1e3",
        "9999999999999999999"
      })
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> DataSize.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "size: '"
                + text
                + "' (expected: a number with Ki, Mi, Gi, Ti, Pi, k, M, G, T or P, as in 2Gi)");
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> DataSize.of("8192Pi"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: '8192Pi' (expected: < 8Ei)");
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> DataSize.of("0Gi"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("size: 0 bytes (expected: >= 1)");
  }
}
