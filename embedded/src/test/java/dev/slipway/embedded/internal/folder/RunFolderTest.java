package dev.slipway.embedded.internal.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.embedded.OtherJvm;
import dev.slipway.embedded.internal.process.ParentProgram;
import dev.slipway.embedded.internal.process.TestCluster;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @Test
  void sweepsWhatADeadOwnerHasLeft(@TempDir Path temp) throws Exception {
    UserTempFolder parent = UserTempFolder.in(temp, "tester");
    try (OtherJvm owner = folderOwner(temp)) {
      List<ProcessHandle> family = owner.family();
      owner.process().destroyForcibly().waitFor();
      assertThat(entries(parent)).hasSize(2);
      assertThat(family.get(0).isAlive()).isTrue();

      RunFolder.temporary("next", parent).close();

      OtherJvm.awaitEndOf(family);
      assertThat(temp).isEmptyDirectory();
    }
  }

  @Test
  void sparesTheLiving(@TempDir Path temp) throws Exception {
    UserTempFolder parent = UserTempFolder.in(temp, "tester");
    try (OtherJvm owner = folderOwner(temp);
        RunFolder mine = RunFolder.temporary("mine", parent)) {
      List<ProcessHandle> family = owner.family();
      for (int i = 0; i < 3; i++) {
        RunFolder.temporary("other", parent).close();
      }

      assertThat(entries(parent)).hasSize(4);
      assertThat(family).allMatch(ProcessHandle::isAlive);
      // Nor has looking around cost this JVM its own lock.
      try (OtherJvm sweeper = folderOwner(temp)) {
        assertThat(mine.path()).exists();
        sweeper.family().forEach(ProcessHandle::destroyForcibly);
      }
      family.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void sparesAProcessThatHasGotTheIdOfAChild(@TempDir Path temp) throws Exception {
    Path data = Files.createDirectories(temp.resolve("data"));
    Process stranger = new ProcessBuilder("/bin/sh", "-c", "exec sleep 300").start();
    try {
      ProcessIdentity me = ProcessIdentity.of(stranger.toHandle());
      Files.writeString(
          data.resolve(".slipway-processes"),
          new ProcessIdentity(me.pid(), me.started() - 1, me.space()).line()
              + "\n5 no\n"
              + new ProcessIdentity(me.pid(), me.started(), "pid:[1]/another-boot").line()
              + "\n");

      RunFolder.at(data).close();

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void endsTheVeryProcessThatWasRecorded(@TempDir Path temp) throws Exception {
    Path data = Files.createDirectories(temp.resolve("data"));
    Process child = new ProcessBuilder("/bin/sh", "-c", "exec sleep 300").start();
    try {
      Files.writeString(
          data.resolve(".slipway-processes"), ProcessIdentity.of(child.toHandle()).line() + "\n");

      RunFolder.at(data).close();

      assertThat(child.isAlive()).isFalse();
    } finally {
      child.destroyForcibly();
    }
  }

  /** In a container that is started again every program has the id it had before. */
  @Test
  void sweepsWhatADeadOwnerOfTheSameProcessIdHasLeft(@TempDir Path temp) throws Exception {
    UserTempFolder parent = UserTempFolder.in(temp, "tester");
    String left = "left-%d-1a2b3c-0123abcd".formatted(ProcessHandle.current().pid());
    Files.createDirectories(parent.create().resolve(left));
    Files.createFile(parent.path().resolve(left + ".lock"));

    RunFolder.temporary("next", parent).close();

    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void saysThatThereIsNoTemporaryFolder(@TempDir Path temp) {
    UserTempFolder parent = UserTempFolder.in(temp.resolve("missing"), "tester");

    assertThatThrownBy(() -> RunFolder.temporary("next", parent))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("temporary folder " + temp.resolve("missing") + ":")
        .hasMessageContaining("does not exist")
        .hasMessageContaining("java.io.tmpdir");
  }

  @Test
  void saysThatTheDataFolderIsAFile(@TempDir Path temp) throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> RunFolder.at(file)).hasMessageContaining("is there and not a folder");
  }

  @Test
  void namesUsersSoThatNoTwoAreTheSame() {
    assertThat(List.of(UserName.of("jane doe"), UserName.of("jane_doe"), UserName.of("Jane_Doe")))
        .doesNotHaveDuplicates();
    assertThat(UserName.of("jane")).isEqualTo("jane");
  }

  @Test
  void keepsTheUsersFolderAndLendsItOnce(@TempDir Path temp) throws Exception {
    Path data = temp.resolve("data");
    try (RunFolder folder = RunFolder.at(data)) {
      Files.writeString(folder.path().resolve("kept"), "x");

      assertThatThrownBy(() -> RunFolder.at(data))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(data.toRealPath().toString())
          .hasMessageContaining("in use");
    }

    try (RunFolder again = RunFolder.at(data)) {
      assertThat(again.path().resolve("kept")).exists();
    }
  }

  private static OtherJvm folderOwner(Path temp) throws Exception {
    OtherJvm owner =
        OtherJvm.running(
            ParentProgram.class, temp, TestCluster.Layout.ONE_JVM, ParentProgram.Scene.FOLDER);
    assertThat(owner.line()).isEqualTo("ready");
    return owner;
  }

  private static List<Path> entries(UserTempFolder parent) throws Exception {
    try (Stream<Path> entries = Files.list(parent.path())) {
      return entries.toList();
    }
  }
}
