package dev.slipway.it.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One catalog as a file that reads well in a diff: sorted, one setting a line. */
final class CatalogTable {
  static final String NONE = "-";

  private final String origin;
  private final String version;
  private final String columns;
  private final SortedMap<String, String> rows = new TreeMap<>();

  CatalogTable(String origin, String version, String... columns) {
    this.origin = origin;
    this.version = version;
    this.columns = String.join("\t", columns);
  }

  void row(String name, String... cells) {
    String row = name + "\t" + String.join("\t", cells);
    if (row.contains("\n") || row.split("\t", -1).length != columns.split("\t", -1).length) {
      throw new IllegalStateException(
          "row: " + row + " (expected: one line with the columns " + columns + ")");
    }
    rows.put(name, row);
  }

  boolean has(String name) {
    return rows.containsKey(name);
  }

  /** A namespace in which every name is known. */
  void prefix(String prefix) {
    List<String> none = List.of(columns.replaceAll("[^\t]+", NONE).split("\t", -1));
    List<String> cells = new ArrayList<>(none.subList(1, none.size()));
    cells.set(0, "prefix");
    row((prefix.endsWith(".") ? prefix : prefix + ".") + "*", cells.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return """
        # Generated from %s; don't edit, rewrite with -Dcatalog.update.
        # version: %s
        %s
        %s
        """
        .formatted(origin, version, columns, String.join("\n", rows.values()));
  }
}
