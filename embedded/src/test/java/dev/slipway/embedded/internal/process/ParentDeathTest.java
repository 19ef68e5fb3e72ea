package dev.slipway.embedded.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.embedded.OtherJvm;
import dev.slipway.embedded.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the user's JVM ends: no process and no folder stays behind. */
class ParentDeathTest {

  @ParameterizedTest
  @CsvSource({
    "ONE_JVM, UP",
    "ONE_JVM, STARTING",
    "ONE_JVM, PAUSED",
    "JVM_PER_NODE, UP",
    "JVM_PER_NODE, STARTING",
    "JVM_PER_NODE, PAUSED"
  })
  void leavesNothingBehindWhenKilled(
      TestCluster.Layout layout, ParentProgram.Scene scene, @TempDir Path temp) throws Exception {
    try (OtherJvm parent = OtherJvm.running(ParentProgram.class, temp, layout, scene)) {
      assertThat(parent.line()).isEqualTo("ready");
      List<ProcessHandle> family = parent.family();
      assertThat(family).hasSizeGreaterThan(1);

      parent.process().destroyForcibly();

      OtherJvm.awaitEndOf(family);
      awaitEmpty(temp);
    }
  }

  @Test
  void leavesNothingBehindWhenTerminatedWithAPausedNode(@TempDir Path temp) throws Exception {
    try (OtherJvm parent =
        OtherJvm.running(
            ParentProgram.class,
            temp,
            TestCluster.Layout.JVM_PER_NODE,
            ParentProgram.Scene.PAUSED)) {
      assertThat(parent.line()).isEqualTo("ready");
      List<ProcessHandle> family = parent.family();

      parent.process().destroy();

      OtherJvm.awaitEndOf(family);
      awaitEmpty(temp);
    }
  }

  @Test
  void leavesNothingBehindWhenItExitsWithoutClosing(@TempDir Path temp) throws Exception {
    try (OtherJvm parent =
        OtherJvm.running(
            ParentProgram.class, temp, TestCluster.Layout.ONE_JVM, ParentProgram.Scene.EXITING)) {
      assertThat(parent.line()).isEqualTo("ready");
      List<ProcessHandle> family = parent.family();

      parent.process().getOutputStream().write('\n');
      parent.process().getOutputStream().flush();

      OtherJvm.awaitEndOf(family);
      assertThat(parent.process().waitFor()).isZero();
      awaitEmpty(temp);
    }
  }

  private static void awaitEmpty(Path folder) throws Exception {
    Until.met(
        Duration.ofSeconds(20),
        () -> {
          try (Stream<Path> left = Files.list(folder)) {
            return left.findAny().isEmpty();
          } catch (IOException e) {
            return false;
          }
        });
  }
}
