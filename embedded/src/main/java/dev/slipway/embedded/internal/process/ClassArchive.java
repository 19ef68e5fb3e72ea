package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.internal.bundle.Checksum;
import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.folder.Reason;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class-data archive of a bundle: the classes of its servers as the JVM lays them out in
 * memory, so that child JVMs map them instead of reading, parsing and verifying them one by one.
 *
 * <p>It lies beside the jars, in a folder of the JDK build, named by what the JVM itself compares
 * of the jars. Without it a child starts as any JVM does; one that is not what it was is not used,
 * since a JVM that maps a file which was cut dies of it.
 */
public final class ClassArchive {

  private static final Logger LOG = LoggerFactory.getLogger(ClassArchive.class);

  /** What an archive depends on; the collector, because it holds objects. */
  private static final List<String> SHARED_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");

  private static final String DUMP = "dev.slipway.node.ArchiveDump";

  private static final Pattern CHECKSUM = Pattern.compile(".*-([0-9a-f]{8})\\.jsa");

  /** The archives that this JVM has begun to make: one attempt is enough. */
  private static final Set<Path> BEGUN_HERE = ConcurrentHashMap.newKeySet();

  private final ServerBundle bundle;
  private final Path folder;
  private final String name;

  private ClassArchive(ServerBundle bundle, Path folder, String name) {
    this.bundle = bundle;
    this.folder = folder;
    this.name = name;
  }

  /** The archive that children of this JVM's own JDK share, whether it is there or not. */
  public static ClassArchive of(ServerBundle bundle) {
    Path archives = bundle.classList().resolveSibling("archives");
    return new ClassArchive(bundle, archives.resolve(key(jdk())), key(jars(bundle)));
  }

  private static Stream<String> jdk() {
    return Stream.concat(
        Stream.of(
                "java.home",
                "java.vm.name",
                "java.vm.vendor",
                "java.vm.version",
                "java.runtime.version",
                "os.name",
                "os.arch")
            .map(System::getProperty),
        SHARED_OPTIONS.stream());
  }

  /** The JVM compares path, size and time of each jar, the time in seconds. */
  private static Stream<String> jars(ServerBundle bundle) {
    return bundle.classPath().stream()
        .map(
            jar -> {
              try {
                return "%s %d %d"
                    .formatted(
                        jar, Files.size(jar), Files.getLastModifiedTime(jar).toMillis() / 1000);
              } catch (IOException e) {
                throw new UncheckedIOException("server jar: " + jar + ": " + Reason.of(e), e);
              }
            });
  }

  private static String key(Stream<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
    }
  }

  Path folder() {
    return folder;
  }

  /** What makes a JVM use the archive; nothing if it is not there, or not whole. */
  public List<String> jvmOptions() {
    if (!isPossible()) {
      return List.of();
    }
    return find()
        .map(file -> List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file))
        .orElse(List.of());
  }

  /** The JVM takes no archive whose path has the separator of paths in it. */
  private boolean isPossible() {
    return ClassPathOption.isPlain(bundle.classPath());
  }

  /** The archive. One that is not whole is deleted. */
  private Optional<Path> find() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.jsa")) {
      for (Path file : files) {
        if (isWhole(file)) {
          return Optional.of(file);
        }
        LOG.warn("{} is damaged: it is deleted, and made again", file);
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException notYet) {
      // As on any machine at first.
    } catch (IOException e) {
      LOG.warn(
          "The class-data archive in {} cannot be read ({}): doing without", folder, Reason.of(e));
    }
    return Optional.empty();
  }

  private static boolean isWhole(Path file) throws IOException {
    Matcher expected = CHECKSUM.matcher(file.getFileName().toString());
    return expected.matches()
        && Checksum.of(file) == Long.parseLong(expected.group(1), Checksum.HEXADECIMAL);
  }

  /**
   * Begins to make the archive in a process of the lowest priority, which neither this JVM nor
   * anybody else waits for, and which ends by itself. Does nothing if it is there, another process
   * is at it, or it was tried in vain.
   */
  public void makeInBackground() {
    if (!isPossible()
        || isThere()
        || Files.exists(failure())
        || !BEGUN_HERE.add(folder.resolve(name))) {
      return;
    }
    List<String> polite = new ArrayList<>(List.of("nice", "-n", "19"));
    polite.addAll(dump("leave"));
    try {
      Files.createDirectories(folder);
      LOG.info("Making a class-data archive in {}: the next start will be faster", folder);
      try {
        silent(polite).start();
      } catch (IOException noSuchProgram) {
        silent(dump("leave")).start();
      }
    } catch (IOException e) {
      LOG.debug("No class-data archive could be made; clusters start without", e);
    }
  }

  private boolean isThere() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.jsa")) {
      return files.iterator().hasNext();
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Makes the archive, unless it is there, and waits for it.
   *
   * @throws IllegalStateException if the JVM could not make one
   */
  public Path make() {
    if (!isPossible()) {
      throw new IllegalStateException(
          "class-data archive: none can be made in %s (expected: a path without '%s' that is not too long); set another by cacheIn(...)"
              .formatted(folder, File.pathSeparator));
    }
    Optional<Path> whole = find();
    if (whole.isPresent()) {
      return whole.get();
    }
    try {
      Files.createDirectories(folder);
      silent(dump("wait")).start().waitFor();
      return find().orElseThrow(this::notMade);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "class-data archive: none could be made in %s: %s".formatted(folder, Reason.of(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "class-data archive: interrupted while one was made in " + folder, e);
    }
  }

  private IllegalStateException notMade() {
    String said;
    try {
      said = Files.readString(failure());
    } catch (IOException e) {
      said = "nothing";
    }
    return new IllegalStateException(
        "class-data archive: none could be made in %s; the JVM said: %s".formatted(folder, said));
  }

  private Path failure() {
    return folder.resolve(name + ".failed");
  }

  /** Its own class path is that of the servers, since the dump program is among them. */
  private List<String> dump(String turn) {
    List<String> command = new ArrayList<>();
    command.add(ChildLaunch.java().toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"));
    command.addAll(List.of("-cp", ClassPathOption.plain(bundle.classPath()), DUMP));
    command.addAll(List.of(turn, folder.toString(), name, ChildLaunch.java().toString()));
    command.add(bundle.classList().toString());
    command.addAll(SHARED_OPTIONS);
    command.addAll(List.of("-cp", ClassPathOption.plain(bundle.classPath())));
    return command;
  }

  private ProcessBuilder silent(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    ChildLaunch.inheritLittle(builder);
    return builder;
  }
}
