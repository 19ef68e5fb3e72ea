package dev.slipway.core.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The complete configuration file of one node.
 *
 * @param name the file's name
 * @param settings its lines, in order
 */
public record ConfigFile(String name, List<PlannedSetting> settings) {
  /** Keeps a copy. */
  public ConfigFile {
    settings = List.copyOf(settings);
  }

  /** The value of a setting. */
  public Optional<String> value(String key) {
    return settings.stream()
        .filter(setting -> setting.key().equals(key))
        .map(PlannedSetting::value)
        .findFirst();
  }

  /** All settings by name. */
  public Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    settings.forEach(setting -> values.put(setting.key(), setting.value()));
    return values;
  }

  /** The file's text, as {@link java.util.Properties#load} reads it, secrets included. */
  public String render() {
    StringBuilder text = new StringBuilder(settings.size() * 48);
    for (PlannedSetting setting : settings) {
      escape(setting.key(), true, text);
      text.append('=');
      escape(setting.value(), false, text);
      text.append('\n');
    }
    return text.toString();
  }

  private static void escape(String plain, boolean key, StringBuilder text) {
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\f' -> text.append("\\f");
        case ' ' -> text.append(key || i == 0 ? "\\ " : " ");
        case '=', ':' -> text.append(key ? "\\" : "").append(c);
        case '#', '!' -> text.append(key && i == 0 ? "\\" : "").append(c);
        default -> {
          if (c < 0x20 || c > 0x7e) {
            text.append(String.format("\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
  }

  /** The file's text with secrets masked. */
  @Override
  public String toString() {
    return settings.stream()
        .map(PlannedSetting::toString)
        .collect(Collectors.joining("\n", "# " + name + "\n", "\n"));
  }
}
