package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EmbeddedSettingsTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\|", Pattern.MULTILINE);

  @Test
  void areAllDocumentedAndNoOther() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("../docs/embedded.md")));
    while (row.find()) {
      documented.put(row.group(1), row.group(2));
    }

    Map<String, String> settings = new TreeMap<>(EmbeddedSettings.ofBroker());
    settings.putAll(EmbeddedSettings.ofServer(true));

    assertThat(documented).isEqualTo(settings);
  }

  @Test
  void syncToDiskWhatIsToOutliveTheMachine() {
    assertThat(EmbeddedSettings.ofServer(false)).isNotEmpty().doesNotContainKey("forceSync");
  }
}
