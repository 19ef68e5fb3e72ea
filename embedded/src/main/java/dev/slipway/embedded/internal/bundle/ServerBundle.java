package dev.slipway.embedded.internal.bundle;

import dev.slipway.embedded.internal.folder.Reason;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unpacked server jars of a child JVM. They are unpacked once per machine, into a folder named
 * by their digest, and stay there for the next run.
 *
 * @param classPath the jars, always in the same order, as class-data sharing wants it
 * @param classList the classes that servers load, for their archive,
 */
public record ServerBundle(
    String digest,
    String kafkaVersion,
    String zookeeperVersion,
    String mainClass,
    List<Path> classPath,
    Path classList) {

  private static final String CLASS_LIST = "classes.lst";

  private static final Logger LOG = LoggerFactory.getLogger(ServerBundle.class);

  /** Where bundles lie if nothing else is said: in the user's cache folder, if there is one. */
  public static Optional<Path> defaultCache() {
    return defaultCache(System.getenv(), System.getProperty("user.home", ""));
  }

  /**
   * A relative {@code XDG_CACHE_HOME} is to be ignored (XDG Base Directory Specification); the home
   * of a user without an entry in passwd is {@code ?}, and may be said by {@code HOME}.
   */
  static Optional<Path> defaultCache(Map<String, String> environment, String home) {
    return absolute(environment.getOrDefault("XDG_CACHE_HOME", ""))
        .or(() -> absolute(home).map(folder -> folder.resolve(".cache")))
        .or(
            () ->
                absolute(environment.getOrDefault("HOME", ""))
                    .map(folder -> folder.resolve(".cache")))
        .map(cache -> cache.resolve("slipway").resolve("servers"));
  }

  private static Optional<Path> absolute(String folder) {
    try {
      return Optional.of(folder)
          .filter(said -> !said.isEmpty())
          .map(Path::of)
          .filter(Path::isAbsolute);
    } catch (InvalidPathException notInThisLocale) {
      return Optional.empty();
    }
  }

  /**
   * Finds the server artifact that a class loader sees and unpacks it, unless that has been done.
   *
   * @param cache where to unpack; if there is none, or it cannot be written, the user's temporary
   *     folder
   */
  public static ServerBundle unpack(ClassLoader loader, Optional<Path> cache) {
    return unpack(loader, cache, UserTempFolder.ofThisUser());
  }

  static ServerBundle unpack(ClassLoader loader, Optional<Path> cache, UserTempFolder fallback) {
    BundleDescriptor bundle;
    try {
      bundle = BundleDescriptor.find(loader);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the server artifact on the class path cannot be read: " + Reason.of(e), e);
    }
    IOException refused = null;
    if (cache.isPresent()) {
      try {
        return of(bundle, filled(bundle, loader, cache.get()));
      } catch (IOException e) {
        LOG.warn(
            "Cannot unpack the server jars to {} ({}): using the temporary folder; cacheIn(...) sets"
                + " another",
            cache.get(),
            Reason.of(e));
        refused = e;
      }
    }
    try {
      return of(bundle, filled(bundle, loader, fallback.create().resolve("servers")));
    } catch (IOException e) {
      String others =
          refused == null ? "" : ", nor to %s (%s)".formatted(cache.get(), Reason.of(refused));
      throw new UncheckedIOException(
          "the server jars could not be unpacked to the temporary folder ("
              + Reason.of(e)
              + ")"
              + others
              + "; set another by cacheIn(...)",
          e);
    }
  }

  private static Path filled(BundleDescriptor bundle, ClassLoader loader, Path folder)
      throws IOException {
    BundleCache cache = new BundleCache(folder, bundle, loader);
    cache.fill();
    return cache.folder();
  }

  /** The user's temporary runs where the jars are, which is not where other temporary files are. */
  public UserTempFolder tempFolderBeside() {
    return UserTempFolder.ofThisUserIn(classList.resolveSibling(""));
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
