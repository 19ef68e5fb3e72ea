package dev.slipway.embedded.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.embedded.OtherJvm;
import dev.slipway.embedded.PrepareArchive;
import dev.slipway.embedded.Until;
import dev.slipway.embedded.internal.bundle.ServerBundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassArchiveTest {

  @TempDir static Path cache;
  @TempDir static Path aside;

  private static ServerBundle bundle;
  private static ClassArchive archive;
  private static Path file;

  /** By two JVMs at once: one makes it, the other waits. */
  @BeforeAll
  static void prepare() throws IOException {
    try (OtherJvm one = OtherJvm.running(PrepareArchive.class, cache);
        OtherJvm another = OtherJvm.running(PrepareArchive.class, cache)) {
      file = Path.of(one.line());
      assertThat(another.line()).isEqualTo(file.toString());
    }
    bundle = ServerBundle.unpack(ClassArchiveTest.class.getClassLoader(), Optional.of(cache));
    archive = ClassArchive.of(bundle);
    assertThat(files()).containsExactly(file);
    Files.copy(file, aside.resolve("whole"));
  }

  @BeforeEach
  void restore() throws IOException {
    for (Path left : files()) {
      Files.delete(left);
    }
    Files.copy(aside.resolve("whole"), file);
  }

  @Test
  void holdsWhatAClusterLoads(@TempDir Path temp) throws Exception {
    Path log = temp.resolve("loaded");
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, bundle, 3, 3)
            .with(archive.jvmOptions())
            .with(List.of("-Xlog:class+load:file=" + log))
            .up()) {
      cluster.awaitQuorum();
    }

    // What the JVM spins by itself it does not archive for Scala's lambdas, which are serializable.
    List<String> loaded =
        Files.readAllLines(log).stream().filter(line -> !line.contains("Lambda")).toList();
    long shared = loaded.stream().filter(line -> line.contains("shared objects file")).count();
    assertThat(shared / (double) loaded.size())
        .as("share of %d classes; if the servers have changed, use -Dclasses.update", loaded.size())
        .isGreaterThan(0.95);
  }

  /** What may have become of an archive. */
  enum Damage {
    CUT {
      @Override
      void doTo(Path file) throws IOException {
        try (FileChannel channel = writable(file)) {
          channel.truncate(channel.size() / 2);
        }
      }
    },
    FLIPPED {
      @Override
      void doTo(Path file) throws IOException {
        try (FileChannel channel = writable(file)) {
          for (long at = channel.size() / 20; at < channel.size(); at += channel.size() / 20) {
            channel.write(ByteBuffer.wrap(new byte[] {85, 85, 85, 85, 85, 85, 85, 85}), at);
          }
        }
      }
    },
    ZEROED {
      @Override
      void doTo(Path file) throws IOException {
        try (FileChannel channel = writable(file)) {
          channel.write(ByteBuffer.allocate(Math.toIntExact(channel.size())), 0);
        }
      }
    },
    OVERWRITTEN {
      @Override
      void doTo(Path file) throws IOException {
        try (FileChannel channel = writable(file)) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap(new byte[] {'n', 'o'}));
        }
      }
    },
    OF_OTHER_JARS {
      @Override
      void doTo(Path file) throws IOException {
        Path jar = bundle.classPath().get(0);
        FileTime time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 5_000));
      }
    };

    abstract void doTo(Path file) throws IOException;

    private static FileChannel writable(Path file) throws IOException {
      assertThat(file.toFile().setWritable(true)).isTrue();
      return FileChannel.open(file, StandardOpenOption.WRITE);
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void onlySlowsDownWhenItIsBad(Damage damage, @TempDir Path temp) throws Exception {
    Path jar = bundle.classPath().get(0);
    FileTime time = Files.getLastModifiedTime(jar);
    damage.doTo(file);
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, bundle, 1, 1)
            .with(ClassArchive.of(bundle).jvmOptions())
            .up()) {
      cluster.awaitQuorum();

      assertThat(cluster.failures).isEmpty();
      assertThat(ClassArchive.of(bundle).jvmOptions()).isEmpty();
    } finally {
      Files.setLastModifiedTime(jar, time);
    }
  }

  @Test
  void isRefusedByTheJvmItselfWhenJarsHaveChangedSince(@TempDir Path temp) throws Exception {
    List<String> before = archive.jvmOptions();
    Path jar = bundle.classPath().get(0);
    FileTime time = Files.getLastModifiedTime(jar);
    Damage.OF_OTHER_JARS.doTo(file);
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, bundle, 1, 1)
            .with(before)
            .up()) {
      cluster.awaitQuorum();

      assertThat(cluster.failures).isEmpty();
    } finally {
      Files.setLastModifiedTime(jar, time);
    }
  }

  @Test
  void replacesOneThatIsDamaged() throws Exception {
    Damage.FLIPPED.doTo(file);
    Files.writeString(archive.folder().resolve("1.jsa.part"), "half");
    Files.writeString(archive.folder().resolve("0123456789abcdef-00000000.jsa"), "of other jars");

    Path made = archive.make();

    assertThat(files()).containsExactly(made);
    assertThat(archive.jvmOptions()).contains("-XX:SharedArchiveFile=" + made);
  }

  @Test
  void isNotThereWhenItsMakingIsKilled() throws Exception {
    Files.delete(file);
    try (OtherJvm maker = OtherJvm.running(PrepareArchive.class, cache)) {
      Until.met(TestCluster.LIMIT, () -> files().stream().anyMatch(ClassArchiveTest::isHalf));
      List<ProcessHandle> family = maker.family();
      assertThat(family).hasSize(3);
      family.forEach(ProcessHandle::destroyForcibly);
      OtherJvm.awaitEndOf(family);
    }

    assertThat(files()).isNotEmpty().allMatch(ClassArchiveTest::isHalf);
    assertThat(archive.jvmOptions()).isEmpty();
  }

  @Test
  void isMadeWhileNobodyWaits() throws Exception {
    Files.delete(file);

    archive.makeInBackground();
    archive.makeInBackground();

    Until.met(TestCluster.LIMIT, () -> !archive.jvmOptions().isEmpty());
  }

  @Test
  void isDoneWithoutWhereNothingCanBeWritten(@TempDir Path temp) throws IOException {
    ServerBundle readOnly =
        ServerBundle.unpack(ClassArchiveTest.class.getClassLoader(), Optional.of(temp));
    Files.writeString(readOnly.classList().resolveSibling("archives"), "no folder");
    ClassArchive none = ClassArchive.of(readOnly);

    none.makeInBackground();

    assertThat(none.jvmOptions()).isEmpty();
    assertThatThrownBy(none::make).hasMessageContaining("none could be made in " + none.folder());
  }

  @Test
  void saysWhatTheJvmSaidAndDoesNotTryAgainUnasked(@TempDir Path temp) throws IOException {
    ServerBundle bad =
        ServerBundle.unpack(ClassArchiveTest.class.getClassLoader(), Optional.of(temp));
    Files.delete(bad.classList());
    ClassArchive none = ClassArchive.of(bad);

    assertThatThrownBy(none::make).hasMessageContaining("Loading classlist");

    none.makeInBackground();
    assertThat(none.folder()).isDirectoryNotContaining("glob:**.part");
  }

  private static boolean isHalf(Path file) {
    return file.toString().endsWith(".part");
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
      return files.filter(one -> !one.endsWith(".lock")).toList();
    }
  }
}
