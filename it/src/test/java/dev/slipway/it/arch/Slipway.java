package dev.slipway.it.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of every module, compiled and as source, those included that no test depends on. */
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

  /** The files that those classes were compiled from, but for generated ones. */
  static Stream<Source> sources() {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(Slipway::sources)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("folder: " + PROJECT + " (expected: the project)", e);
    }
  }

  private static Stream<Source> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> Source.read(root, file))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("folder: " + root + " (expected: readable)", e);
    }
  }

  /** One file of source. */
  record Source(String className, String text) {
    private static Source read(Path root, Path file) {
      try {
        String name = root.relativize(file).toString().replaceAll("\\.java$", "");
        return new Source(name.replace(File.separatorChar, '.'), Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException("source: " + file + " (expected: readable)", e);
      }
    }
  }
}
