package dev.slipway.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * Makes the class-data archive of child JVMs. It runs in a process of its own, which goes on when
 * the JVM that wanted the archive has ended, and ends by itself.
 *
 * <p>An archive is written aside, tried, and renamed into its place, so whoever sees one sees a
 * whole one. Its name ends with the checksum of its contents. The file lock dies with this process;
 * what it leaves half written is swept away by the next.
 */
public final class ArchiveDump {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path folder;
  private final String name;
  private final Path java;
  private final Path classList;
  private final List<String> jvmOptions;

  private ArchiveDump(
      Path folder, String name, Path java, Path classList, List<String> jvmOptions) {
    this.folder = folder;
    this.name = name;
    this.java = java;
    this.classList = classList;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Makes an archive, {@code <name>-<CRC-32>.jsa}, unless it is there. Ends with 0 if it is there
   * then. If the JVM could not make one, what it said is in {@code <name>.failed}.
   *
   * @param args {@code wait} for another process that is at it, or {@code leave} it to that one; a
   *     folder for archives of this JDK, which exists; the name; the program {@code java}; the list
   *     of classes; and the options of the JVM that will use the archive, its class path among them
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    ArchiveDump dump =
        new ArchiveDump(
            Path.of(args[1]),
            args[2],
            Path.of(args[3]),
            Path.of(args[4]),
            List.of(args).subList(5, args.length));
    System.exit(dump.run(args[0].equals("wait")) ? 0 : 1);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The lock lives as long as its channel.
  private boolean run(boolean wait) throws IOException, InterruptedException {
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (wait) {
        lock.lock();
      } else if (lock.tryLock() == null) {
        return false;
      }
      delete("*.part");
      return isThere() || make();
    }
  }

  private boolean isThere() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.jsa")) {
      return files.iterator().hasNext();
    }
  }

  private boolean make() throws IOException, InterruptedException {
    Path part = part("jsa");
    Path said = part("log");
    try {
      if (succeeds(said, "-Xshare:dump", "-XX:SharedClassListFile=" + classList, sharing(part))
          && succeeds(said, "-Xshare:on", sharing(part), "-version")) {
        publish(part);
        return true;
      }
      Files.move(said, folder.resolve(name + ".failed"), StandardCopyOption.REPLACE_EXISTING);
      return false;
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(said);
    }
  }

  private void publish(Path part) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(part), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    // Those of jars that are not there any more.
    delete("*.{jsa,failed}");
    Files.move(
        part,
        folder.resolve("%s-%08x.jsa".formatted(name, checksum.getValue())),
        StandardCopyOption.ATOMIC_MOVE);
  }

  /** A name of this process's own: a JVM that has outlived its killed parent may still write. */
  private Path part(String kind) {
    return folder.resolve("%d.%s.part".formatted(ProcessHandle.current().pid(), kind));
  }

  private void delete(String leftovers) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, leftovers)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String sharing(Path file) {
    return "-XX:SharedArchiveFile=" + file;
  }

  private boolean succeeds(Path said, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(jvmOptions);
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
            .start();
    Thread ending = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }
}
