package dev.slipway.it.api;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What went and what came between two texts of {@link PublicApi}. */
final class ApiDifference {
  private ApiDifference() {}

  /** Lines that begin with a minus or a plus and name the type of each member. */
  static List<String> between(String before, String after) {
    Set<String> old = inFull(before);
    Set<String> now = inFull(after);
    return Stream.concat(
            old.stream().filter(line -> !now.contains(line)).map(line -> "- " + line),
            now.stream().filter(line -> !old.contains(line)).map(line -> "+ " + line))
        .sorted((one, other) -> one.substring(2).compareTo(other.substring(2)))
        .toList();
  }

  private static Set<String> inFull(String text) {
    Set<String> lines = new TreeSet<>();
    String type = "";
    for (String line : text.lines().toList()) {
      if (!line.startsWith(" ")) {
        type = line.substring(0, line.indexOf(':') + 1);
      }
      lines.add(line.startsWith(" ") ? type + line.substring(1) : line);
    }
    return lines;
  }
}
