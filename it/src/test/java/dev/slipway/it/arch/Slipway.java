package dev.slipway.it.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of every module, those included that no test depends on. */
final class Slipway {
  private static final Path PROJECT = Path.of("..");

  private Slipway() {}

  static JavaClasses classes() {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      List<Path> compiled =
          modules
              .map(module -> module.resolve("target/classes/dev"))
              .filter(Files::isDirectory)
              .sorted()
              .toList();
      return new ClassFileImporter().importPaths(compiled);
    } catch (IOException e) {
      throw new UncheckedIOException("folder: " + PROJECT + " (expected: the project)", e);
    }
  }
}
