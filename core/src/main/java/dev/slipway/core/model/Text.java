package dev.slipway.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Prints a value with what was said of it, leaving out what was not, and hiding secrets. */
final class Text {
  private final String type;
  private final List<String> parts = new ArrayList<>();

  private Text(String type) {
    this.type = type;
  }

  static Text of(String type) {
    return new Text(type);
  }

  Text value(String name, Object value) {
    parts.add(name + "=" + value);
    return this;
  }

  Text unless(Object unspecified, String name, Object value) {
    return value.equals(unspecified) ? this : value(name, value);
  }

  Text optional(String name, Optional<?> value) {
    value.ifPresent(present -> value(name, present));
    return this;
  }

  Text list(String name, List<?> values) {
    return values.isEmpty() ? this : value(name, values);
  }

  Text map(String name, Map<String, String> values) {
    return values.isEmpty() ? this : value(name, values);
  }

  /** Prints the keys; of the values only that there are some. */
  Text hidden(String name, Map<String, String> values) {
    Map<String, String> masked = new TreeMap<>();
    values.keySet().forEach(key -> masked.put(key, Secrets.MASK));
    return map(name, masked);
  }

  /** Prints settings, the values of secret ones masked. */
  Text settings(String name, Map<String, String> values) {
    Map<String, String> masked = new TreeMap<>();
    values.forEach((key, value) -> masked.put(key, Secrets.masked(key, value)));
    return map(name, masked);
  }

  @Override
  public String toString() {
    StringJoiner joined = new StringJoiner(", ", type + "{", "}");
    parts.forEach(joined::add);
    return joined.toString();
  }
}
