package dev.slipway.embedded.internal.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A class path as {@code java -cp} takes it. Where that can't hold it, since a path has the path
 * separator in it or all are too long together, they are named by a jar without classes.
 */
final class ClassPathOption {

  /** Linux takes 128 KiB in one argument (execve(2)), Windows 32767 characters in all. */
  private static final int LONGEST = 24_000;

  private ClassPathOption() {}

  /** Whether it can be said as it is, which class-data archives demand. */
  static boolean isPlain(List<Path> classPath) {
    return classPath.stream().noneMatch(path -> path.toString().contains(File.pathSeparator))
        && plain(classPath).length() <= LONGEST;
  }

  static String plain(List<Path> classPath) {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * The option's value for a JVM that works in a folder.
   *
   * @param name of the jar that is written to that folder if need be
   */
  static String of(List<Path> classPath, Path workingFolder, Path name) throws IOException {
    if (isPlain(classPath)) {
      return plain(classPath);
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            classPath.stream()
                .map(path -> path.toUri().toASCIIString())
                .collect(Collectors.joining(" ")));
    Path jar = workingFolder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.finish();
    }
    // Relative: the working folder may have the separator in its path as well.
    return name.toString();
  }
}
