package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void givesBackWhatWasPutIn() {
    String[] fields = {"start", "", "a\tb", "C:\\new\\table", "two\r\nlines", "ключ \u2028 \\t"};

    String line = Line.of(fields);

    assertThat(line).doesNotContain("\n").doesNotContain("\r");
    assertThat(Line.fields(line)).containsExactly(fields);
  }
}
