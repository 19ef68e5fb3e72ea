package dev.slipway.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unpacked server jars of a child JVM. They are unpacked once per machine, into a folder named
 * by their digest, and stay there for the next run.
 *
 * @param classPath the jars, always in the same order, as class-data sharing wants it
 * @param classList the classes that servers load, for {@link ClassArchive},
 */
record ServerBundle(
    String digest,
    String kafkaVersion,
    String zookeeperVersion,
    String mainClass,
    List<Path> classPath,
    Path classList) {

  private static final String CLASS_LIST = "classes.lst";

  private static final Logger LOG = LoggerFactory.getLogger(ServerBundle.class);

  /** Where bundles lie if nothing else is said: in the user's cache folder. */
  static Path defaultCache() {
    return defaultCache(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path defaultCache(Map<String, String> environment, Path home) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // A relative path is to be ignored: XDG Base Directory Specification, "XDG_CACHE_HOME".
    Path cache =
        xdg.isEmpty() || !Path.of(xdg).isAbsolute() ? home.resolve(".cache") : Path.of(xdg);
    return cache.resolve("slipway").resolve("servers");
  }

  /**
   * Finds the server artifact that a class loader sees and unpacks it, unless that has been done.
   *
   * @param cache where to unpack; if it cannot be written, the user's temporary folder
   */
  static ServerBundle unpack(ClassLoader loader, Path cache) {
    return unpack(loader, cache, UserTempFolder.ofThisUser());
  }

  static ServerBundle unpack(ClassLoader loader, Path cache, UserTempFolder fallback) {
    try {
      BundleDescriptor bundle = BundleDescriptor.find(loader);
      return of(bundle, filled(bundle, loader, cache, fallback));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the server jars could not be unpacked, neither to "
              + cache
              + " nor to the temporary folder: "
              + e.getMessage(),
          e);
    }
  }

  private static Path filled(
      BundleDescriptor bundle, ClassLoader loader, Path cache, UserTempFolder fallback)
      throws IOException {
    BundleCache wanted = new BundleCache(cache, bundle, loader);
    try {
      wanted.fill();
      return wanted.folder();
    } catch (IOException e) {
      LOG.warn("Cannot unpack the server jars to {} ({}): using the temporary folder", cache, e);
      BundleCache temporary = new BundleCache(fallback.create().resolve("servers"), bundle, loader);
      temporary.fill();
      return temporary.folder();
    }
  }

  /** The jars, as in {@code -cp}. */
  String classPathOption() {
    return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static ServerBundle of(BundleDescriptor bundle, Path folder) {
    return new ServerBundle(
        bundle.digest(),
        bundle.kafkaVersion(),
        bundle.zookeeperVersion(),
        bundle.mainClass(),
        bundle.entries().stream()
            .map(entry -> folder.resolve(entry.name()))
            .filter(file -> !file.endsWith(CLASS_LIST))
            .toList(),
        folder.resolve(CLASS_LIST));
  }
}
