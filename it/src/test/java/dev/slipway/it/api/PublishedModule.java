package dev.slipway.it.api;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A module that the BOM names and that has classes. */
record PublishedModule(String name, Path classes) {
  private static final Path PROJECT = Path.of("..");

  private static final Pattern ARTIFACT =
      Pattern.compile(
          "<dependency>\\s*<groupId>dev.slipway</groupId>\\s*<artifactId>slipway-([^<]+)<");

  static List<PublishedModule> all() throws IOException {
    return ARTIFACT
        .matcher(Files.readString(PROJECT.resolve("bom/pom.xml")))
        .results()
        .map(found -> found.group(1))
        .filter(name -> Files.isDirectory(PROJECT.resolve(name).resolve("src/main/java")))
        .map(name -> new PublishedModule(name, PROJECT.resolve(name).resolve("target/classes")))
        .sorted((one, other) -> one.name.compareTo(other.name))
        .toList();
  }

  String api() throws IOException {
    URL[] places = {classes.toUri().toURL()};
    // Not each module is on the class path here.
    try (URLClassLoader loader =
            new URLClassLoader(places, PublishedModule.class.getClassLoader());
        Stream<Path> files = Files.walk(classes)) {
      List<Class<?>> types = new ArrayList<>();
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        if (!file.endsWith("package-info.class")) {
          types.add(Class.forName(className(file), false, loader));
        }
      }
      return PublicApi.of(types);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("module: " + name + " (expected: its classes load)", e);
    }
  }

  private String className(Path file) {
    String path = classes.relativize(file).toString();
    return path.substring(0, path.length() - ".class".length())
        .replace(file.getFileSystem().getSeparator(), ".");
  }

  @Override
  public String toString() {
    return name;
  }
}
