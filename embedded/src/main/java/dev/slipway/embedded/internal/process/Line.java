package dev.slipway.embedded.internal.process;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of the protocol between parent and child: fields, escaped and separated by tabs. */
public final class Line {

  private Line() {}

  public static String of(String... fields) {
    return Stream.of(fields).map(Line::escaped).collect(Collectors.joining("\t"));
  }

  public static List<String> fields(String line) {
    return Arrays.stream(line.split("\t", -1)).map(String::translateEscapes).toList();
  }

  private static String escaped(String field) {
    return field
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
