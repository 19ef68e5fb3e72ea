package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.folder.FileTree;
import dev.slipway.embedded.internal.process.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clusters in folders with odd names, in folders that execute nothing, and of users without one.
 */
class OddPlacesTest {

  /** What a shell, a properties file, a class path, a URL or Kafka's lists would take apart. */
  private static final String ODD = "Doe, Jane/ka\"f'k\\a 100%20é 漢=#!${x}*?";

  private final List<String> javaOptions = new ArrayList<>();

  @Test
  void keepsDataAndRunsInFoldersWithOddNames(@TempDir Path temp) throws Exception {
    Path odd = Files.createDirectories(temp.resolve(ODD + ";:&\nx"));
    Path runs = Files.createDirectory(odd.resolve("tmp"));
    Path data = odd.resolve("data");
    javaOptions.add("-Djava.io.tmpdir=" + runs);

    for (String said : List.of(data.toString(), data.toString(), DeployProgram.UNSAID)) {
      Path folder = assertServes(odd.resolve("cache"), said);

      assertThat(folder.startsWith(odd)).as(folder.toString()).isTrue();
    }

    assertThat(data.resolve("odd-broker-0/data/snappy-0")).isDirectory();
    assertThat(runs).isEmptyDirectory();
    assertThat(names(temp)).containsExactly("Doe, Jane");
  }

  @Test
  void followsLinksToTheData(@TempDir Path temp) throws Exception {
    Path data = Files.createDirectories(temp.resolve("a,b"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), data);

    assertServes(cache(), link.toString());

    assertThat(data.resolve("odd-broker-0/data/zstd-0")).isDirectory();
  }

  @Test
  void saysThatAPathIsTooLong(@TempDir Path temp) throws Exception {
    Path deep = temp;
    while (deep.toString().length() < 3_800) {
      deep = deep.resolve("d".repeat(100));
    }

    try (OtherJvm user = user(cache(), deep.toString())) {
      assertThat(Line.fields(user.line()).get(1)).contains("data folder: " + temp, "too long");
    }
  }

  @Test
  void keepsServersWhereTheClassPathIsTooLongForAnOption(@TempDir Path temp) throws Exception {
    Path deep = temp;
    while (deep.toString().length() < 3_600) {
      deep = deep.resolve("d".repeat(100));
    }

    assertServes(deep, DeployProgram.UNSAID);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void compressesWhereNothingMayBeExecuted(boolean inTemporaryFolder, @TempDir Path temp)
      throws Exception {
    try (Mount noexec = Mount.noexec(temp)) {
      Path tmp = inTemporaryFolder ? noexec.folder() : Files.createDirectory(temp.resolve("tmp"));
      javaOptions.add("-Djava.io.tmpdir=" + tmp);
      // The user's own client unpacks its natives as well.
      javaOptions.add("-Dorg.xerial.snappy.tempdir=" + temp);

      Path folder =
          assertServes(
              cache(),
              inTemporaryFolder
                  ? DeployProgram.UNSAID
                  : noexec.folder().resolve("data").toString());

      assertThat(folder).startsWithRaw(noexec.folder());
      assertThat(tmp).isEmptyDirectory();
      try (Stream<Path> left = Files.walk(TestBundle.get().classList().resolveSibling(""))) {
        assertThat(left.filter(path -> path.toString().contains("/natives-"))).isEmpty();
      }
    }
  }

  @Test
  void saysSoWhereNothingMayBeExecutedAtAll(@TempDir Path temp) throws Exception {
    try (Mount noexec = Mount.noexec(temp)) {
      javaOptions.add("-Djava.io.tmpdir=" + noexec.folder());

      try (OtherJvm user = user(noexec.folder().resolve("cache"), DeployProgram.UNSAID)) {
        assertThat(Line.fields(user.line()).get(1))
            .contains("native libraries: ", noexec.folder().toString(), "noexec", "cacheIn(...)");
      }
    }
  }

  @Test
  void saysWhyAFolderCannotBeDeleted(@TempDir Path temp) throws Exception {
    Path folder = Files.createDirectory(temp.resolve("folder"));
    try (Mount kept = Mount.noexec(folder)) {
      assertThatThrownBy(() -> FileTree.delete(folder))
          .hasMessageContaining("could not be deleted: ")
          .hasMessageContaining("busy");
      // Before the rename it was there.
      assertThat(kept.folder()).doesNotExist();
      Files.move(temp.resolve("folder.gone"), folder);
    }
  }

  /** As two containers with an arbitrary user and one temporary folder. */
  @Test
  void servesUsersThatHaveNeitherNameNorHome(@TempDir Path temp) throws Exception {
    assumeThat(new UnixSystem().getUid()).as("only root can be another user").isZero();
    Path open = Files.createDirectory(temp.resolve("tmp"));
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    javaOptions.add("-Djava.io.tmpdir=" + open);
    String classPath = readableByAll(temp.resolve("classes"));
    Path shared = temp.resolve("cache");
    ServerBundle.unpack(getClass().getClassLoader(), Optional.of(shared));

    try (OtherJvm one = stranger(12345, open, classPath, DeployProgram.UNSAID);
        OtherJvm another = stranger(23456, open, classPath, DeployProgram.UNSAID);
        OtherJvm prepared = stranger(34567, open, classPath, shared.toString())) {
      assertThat(written(one)).startsWithRaw(open.resolve("slipway-12345"));
      assertThat(written(another)).startsWithRaw(open.resolve("slipway-23456"));
      assertThat(written(prepared)).startsWithRaw(open.resolve("slipway-34567"));
      // The last uses what another has unpacked for it.
      assertThat(open.resolve("slipway-34567/servers")).doesNotExist();
      for (OtherJvm user : List.of(one, another, prepared)) {
        end(user);
      }
    }

    assertThat(names(open)).containsExactly("slipway-12345", "slipway-23456");
  }

  private OtherJvm stranger(int uid, Path folder, String classPath, String cache)
      throws IOException {
    return OtherJvm.running(
        builder -> {
          List<String> command = builder.command();
          command.addAll(1, javaOptions);
          command.set(command.indexOf("-cp") + 1, classPath);
          command.addAll(
              0,
              List.of("setpriv", "--reuid", "" + uid, "--regid", "" + uid, "--clear-groups", "--"));
          builder.directory(folder.toFile());
          builder.environment().put("HOME", "/");
          builder.environment().remove("XDG_CACHE_HOME");
        },
        DeployProgram.class,
        cache,
        DeployProgram.UNSAID);
  }

  /** Copies this JVM's class path, for the build may lie where only its user may look. */
  private static String readableByAll(Path folder) throws IOException {
    Files.createDirectory(folder);
    List<String> copies = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(":", -1)) {
      Path original = Path.of(path).toAbsolutePath();
      if (Files.exists(original)) {
        Path copy = folder.resolve(copies.size() + "-" + original.getFileName());
        run("cp", "-rL", original.toString(), copy.toString());
        copies.add(copy.toString());
      }
    }
    run("chmod", "-R", "a+rX", folder.toString());
    return String.join(":", copies);
  }

  private static Path cache() {
    return Path.of("target", "server-cache").toAbsolutePath();
  }

  private Path assertServes(Path cache, String data) throws Exception {
    try (OtherJvm user = user(cache, data)) {
      Path folder = written(user);
      end(user);
      return folder;
    }
  }

  private static Path written(OtherJvm user) throws IOException {
    List<String> said = Line.fields(user.line());
    assertThat(said.get(0)).as(said.toString()).isEqualTo("written");
    return Path.of(said.get(1));
  }

  private static void end(OtherJvm user) throws Exception {
    user.process().getOutputStream().write('\n');
    user.process().getOutputStream().flush();
    assertThat(user.process().waitFor()).isZero();
  }

  private OtherJvm user(Path cache, String data) throws IOException {
    return OtherJvm.running(
        builder -> {
          builder.command().addAll(1, javaOptions);
          builder.environment().put("LC_ALL", "C.UTF-8");
        },
        DeployProgram.class,
        cache,
        data);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(Arrays.toString(command) + ": " + said);
    }
  }

  /** A file system that is mounted noexec. */
  private record Mount(Path folder) implements AutoCloseable {

    static Mount noexec(Path temp) throws IOException {
      Path folder = Files.createDirectory(temp.resolve("noexec"));
      String refused = "";
      try {
        run("mount", "-t", "tmpfs", "-o", "noexec,size=200m", "slipway-test", folder.toString());
      } catch (IOException e) {
        refused = String.valueOf(e.getMessage());
      }
      assumeThat(refused).as("not shown, since nothing can be mounted here").isEmpty();
      return new Mount(folder);
    }

    @Override
    public void close() throws IOException {
      run("umount", "-l", folder.toString());
    }
  }
}
