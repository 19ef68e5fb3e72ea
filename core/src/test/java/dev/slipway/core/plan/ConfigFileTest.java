package dev.slipway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.PlannedSetting.Origin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final long SEED = 20_261_120;
  private static final String AWKWARD =
      " \t\f\n\r"
          + "\\=:#!\"'${}%\0\u0001\u0007\u000b\u001f\u007f\u0080\u00a0ä€\u2028\ufeff\ud83d\ude00aZ0";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "  leading and trailing  ",
        "back\\slash\\",
        "=",
        "a=b:c#d!e",
        "#no comment",
        "!no comment",
        "line\nbreak\r\n",
        "Ünïcödé 😀",
        "\u0000",
        "${env:PASSWORD}",
        "C:\\new\\table"
      })
  void isReadByPropertiesAsItWasMeant(String text) throws IOException {
    assertThat(read(file(Map.of("key", text)))).containsExactlyEntriesOf(Map.of("key", text));
    assertThat(read(file(Map.of(text, "value")))).containsExactlyEntriesOf(Map.of(text, "value"));
  }

  @Test
  void isReadByPropertiesWhateverItHolds() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      Map<String, String> settings = new LinkedHashMap<>();
      for (int i = random.nextInt(5); i >= 0; i--) {
        settings.put(text(random), text(random));
      }

      assertThat(read(file(settings)))
          .as("seed %d, round %d", SEED, round)
          .containsExactlyInAnyOrderEntriesOf(settings);
    }
  }

  @Test
  void writesAsciiWhateverTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(file(Map.of("ä", "€")).render()).isEqualTo("\\u00e4=\\u20ac\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void keepsTheOrder() {
    assertThat(new ConfigFile("f", List.of(setting("b", "1"), setting("a", "2"))).render())
        .isEqualTo("b=1\na=2\n");
  }

  @Test
  void masksSecretsWhereItPrints() {
    ConfigFile file = file(Map.of("ssl.keystore.password", "swordfish"));

    assertThat(file.toString()).contains("ssl.keystore.password=(hidden)");
    assertThat(file.render()).isEqualTo("ssl.keystore.password=swordfish\n");
  }

  private static ConfigFile file(Map<String, String> settings) {
    List<PlannedSetting> lines = new ArrayList<>();
    settings.forEach((key, value) -> lines.add(setting(key, value)));
    return new ConfigFile("server.properties", lines);
  }

  private static PlannedSetting setting(String key, String value) {
    return new PlannedSetting(key, value, Origin.USER, "");
  }

  private static Map<String, String> read(ConfigFile file) throws IOException {
    Properties characters = new Properties();
    characters.load(new StringReader(file.render()));
    Properties bytes = new Properties();
    bytes.load(new ByteArrayInputStream(file.render().getBytes(StandardCharsets.UTF_8)));
    assertThat(bytes).isEqualTo(characters);
    Map<String, String> read = new LinkedHashMap<>();
    characters.stringPropertyNames().forEach(key -> read.put(key, characters.getProperty(key)));
    return read;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(
          random.nextInt(10) == 0
              ? (char) random.nextInt(Character.MIN_SURROGATE)
              : AWKWARD.charAt(random.nextInt(AWKWARD.length())));
    }
    return text.toString();
  }
}
