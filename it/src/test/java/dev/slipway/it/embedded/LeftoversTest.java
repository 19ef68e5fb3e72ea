package dev.slipway.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** However a user's program ends: no process, no folder and no taken port stays behind. */
class LeftoversTest {
  private final Path temp;

  LeftoversTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @ParameterizedTest
  @CsvSource({
    "ONE_PROCESS, CLOSED, 0",
    "PROCESS_PER_NODE, ENDING, 0",
    "ONE_PROCESS, EXITING, 7",
  })
  void leavesNothingWhenTheProgramEnds(Layout layout, Program.Scene scene, int code)
      throws Exception {
    try (OtherJvm program = OtherJvm.running(temp, layout, scene, FreePorts.base(1))) {
      String addresses = program.line();
      List<ProcessHandle> family = program.family();

      assertThat(program.process().waitFor()).isEqualTo(code);

      awaitNothingLeft(family, addresses);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ONE_PROCESS, UP, TERM",
    "PROCESS_PER_NODE, PAUSED, TERM",
    "ONE_PROCESS, UP, KILL",
    "PROCESS_PER_NODE, PAUSED, KILL",
  })
  void leavesNothingWhenTheProgramIsEnded(Layout layout, Program.Scene scene, String signal)
      throws Exception {
    try (OtherJvm program = OtherJvm.running(temp, layout, scene, FreePorts.base(1))) {
      String addresses = program.line();
      List<ProcessHandle> family = program.family();
      assertThat(family).hasSizeGreaterThan(layout == Layout.ONE_PROCESS ? 1 : 2);

      end(program, signal);

      awaitNothingLeft(family, addresses);
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void leavesNothingWhenTheProgramIsKilledDuringTheStart(Layout layout) throws Exception {
    int base = FreePorts.base(1);
    int nodes = layout == Layout.ONE_PROCESS ? 1 : 2;
    try (OtherJvm program = OtherJvm.running(temp, layout, Program.Scene.UP, base)) {
      Until.met(() -> program.family().size() > nodes);
      List<ProcessHandle> family = program.family();

      end(program, "KILL");

      awaitNothingLeft(family, "127.0.0.1:" + base);
    }
  }

  private static void end(OtherJvm program, String signal) {
    if (signal.equals("KILL")) {
      program.process().destroyForcibly();
    } else {
      program.process().destroy();
    }
  }

  private void awaitNothingLeft(List<ProcessHandle> family, String addresses) throws Exception {
    Until.met(() -> family.stream().noneMatch(OtherJvm::runs));
    Until.met(() -> files().isEmpty());
    // The last threads of a process may close its sockets after it is counted as dead.
    Until.met(
        () ->
            Arrays.stream(addresses.split(",", -1))
                .map(address -> Integer.parseInt(address.replace("127.0.0.1:", "")))
                .allMatch(FreePorts::isFree));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.toList();
    }
  }
}
