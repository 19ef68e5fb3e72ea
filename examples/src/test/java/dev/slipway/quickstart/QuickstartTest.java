package dev.slipway.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class QuickstartTest {
  @Test
  void doesTheMainJobAndSaysSo() throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    Quickstart.onThisMachine(new PrintStream(said, true, UTF_8));

    assertThat(said.toString(UTF_8))
        .containsPattern("quickstart-zookeeper-[012] +leader +127\\.0\\.0\\.1:\\d+ +-")
        .containsPattern(
            "quickstart-broker-[012] +controller +127\\.0\\.0\\.1:\\d+ +127\\.0\\.0\\.1:")
        .containsPattern("quickstart-broker-0 at 127\\.0\\.0\\.1:\\d+ said \\[hello, world]")
        .containsPattern("quickstart-broker-1 at 127\\.0\\.0\\.1:\\d+ said \\[hello, world]")
        .containsPattern("quickstart-broker-2 at 127\\.0\\.0\\.1:\\d+ said \\[hello, world]")
        .contains("Verification of quickstart: passed, 24 probes")
        .contains("Where the time went");
  }
}
