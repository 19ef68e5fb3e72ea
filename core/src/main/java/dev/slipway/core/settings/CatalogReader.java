package dev.slipway.core.settings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a catalog from its table: lines of cells separated by tabs, the first line naming the
 * columns. {@code -} is a cell without a value, {@code ""} an empty text, a name that ends in
 * {@code .*} a prefix, a line that starts with {@code #} a comment.
 */
final class CatalogReader {
  private static final String VERSION = "# version: ";
  private static final String ANY = ".*";

  private final UpdateMode updateModeIfUnspecified;
  private final List<Setting> settings = new ArrayList<>();
  private final Set<String> prefixes = new HashSet<>();
  private String version = "unknown";
  private List<String> columns = List.of();

  private CatalogReader(UpdateMode updateModeIfUnspecified) {
    this.updateModeIfUnspecified = updateModeIfUnspecified;
  }

  static SettingsCatalog read(String resource, UpdateMode updateModeIfUnspecified) {
    try (InputStream in = CatalogReader.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource: " + resource + " (expected: beside " + CatalogReader.class.getName() + ")");
      }
      return read(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
          updateModeIfUnspecified);
    } catch (IOException e) {
      throw new UncheckedIOException("resource: " + resource + " (expected: readable)", e);
    }
  }

  static SettingsCatalog read(BufferedReader table, UpdateMode updateModeIfUnspecified)
      throws IOException {
    CatalogReader reader = new CatalogReader(updateModeIfUnspecified);
    for (String line = table.readLine(); line != null; line = table.readLine()) {
      reader.line(line);
    }
    return new SettingsCatalog(reader.version, reader.settings, reader.prefixes);
  }

  private void line(String line) {
    if (line.startsWith(VERSION)) {
      version = line.substring(VERSION.length());
    } else if (!line.startsWith("#")) {
      List<String> cells = Arrays.asList(line.split("\t", -1));
      if (columns.isEmpty()) {
        columns = cells;
      } else if (cells.size() == columns.size()) {
        row(cells);
      } else {
        throw new IllegalStateException(
            "line: " + line + " (expected: " + columns.size() + " cells)");
      }
    }
  }

  private void row(List<String> cells) {
    String name = cells.get(0);
    if (name.endsWith(ANY)) {
      prefixes.add(name.substring(0, name.length() - 1));
      return;
    }
    settings.add(
        new Setting(
            name,
            SettingType.valueOf(constant(cell(cells, "type").orElse("string"))),
            cell(cells, "default"),
            cell(cells, "update")
                .map(mode -> UpdateMode.valueOf(constant(mode)))
                .orElse(updateModeIfUnspecified),
            cell(cells, "sensitive").isPresent(),
            cell(cells, "broker setting"),
            cell(cells, "valid values")));
  }

  private Optional<String> cell(List<String> cells, String column) {
    int index = columns.indexOf(column);
    if (index < 0 || cells.get(index).equals("-")) {
      return Optional.empty();
    }
    String cell = cells.get(index);
    return Optional.of(cell.equals("\"\"") ? "" : cell);
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
