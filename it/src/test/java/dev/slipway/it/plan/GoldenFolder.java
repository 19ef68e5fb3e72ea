package dev.slipway.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of files that must be exactly those that are produced; {@code -Dgolden.update}. */
public record GoldenFolder(Path folder) {
  /** Whether the files are written anew instead of compared. */
  public static boolean updates() {
    return System.getProperty("golden.update") != null;
  }

  /** Refuses a file that is missing, unused or different. */
  public void matches(SortedMap<String, String> produced) throws IOException {
    if (updates()) {
      write(produced);
    }
    SortedMap<String, String> there = read();
    assertThat(there.keySet())
        .as("files of %s; missing or unused ones are resolved by -Dgolden.update", folder)
        .isEqualTo(produced.keySet())
        .isNotEmpty();
    for (Map.Entry<String, String> file : produced.entrySet()) {
      assertThat(there.get(file.getKey()))
          .as("%s/%s; if the change is meant, use -Dgolden.update", folder, file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  /** As above, with the files of a folder. */
  public void matches(Path produced) throws IOException {
    matches(new GoldenFolder(produced).read());
  }

  private void write(SortedMap<String, String> produced) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (Map.Entry<String, String> file : produced.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private SortedMap<String, String> read() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    return files;
  }
}
