package dev.slipway.it.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in a JVM of its own, with a temporary folder of its own. */
final class OtherJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;

  private OtherJvm(Process process) {
    this.process = process;
    this.said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static OtherJvm running(Path temp, Object... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temp,
                "-Dslipway.archive=prepared",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new OtherJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** What it says next. */
  String line() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the program has ended without saying it");
    }
    return line;
  }

  Process process() {
    return process;
  }

  /** Itself and all it has started. */
  List<ProcessHandle> family() {
    List<ProcessHandle> family = new ArrayList<>(process.toHandle().descendants().toList());
    family.add(process.toHandle());
    return family;
  }

  /** Whether it runs: one whose foster parent has not taken note of its end does not. */
  static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
