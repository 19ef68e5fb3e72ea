package dev.slipway.junit5;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings as annotations can say them. */
final class KeyValues {
  private KeyValues() {}

  static Map<String, String> of(String... lines) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("setting: " + line + " (expected: key=value)");
      }
      settings.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return settings;
  }
}
