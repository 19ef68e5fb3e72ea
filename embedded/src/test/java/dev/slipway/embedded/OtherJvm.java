package dev.slipway.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A program of the tests in a JVM of its own. */
public final class OtherJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader said;

  private OtherJvm(Process process) {
    this.process = process;
    this.said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  public static OtherJvm running(Class<?> program, Object... arguments) throws IOException {
    return running(builder -> {}, program, arguments);
  }

  /** Runs a program in a JVM that is launched in another way than usual. */
  static OtherJvm running(Consumer<ProcessBuilder> change, Class<?> program, Object... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dslipway.archive=prepared",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    change.accept(builder);
    return new OtherJvm(builder.start());
  }

  /** What it says next. */
  public String line() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the program has ended without saying it");
    }
    return line;
  }

  public Process process() {
    return process;
  }

  /** Itself and all it has started. */
  public List<ProcessHandle> family() {
    List<ProcessHandle> family = new ArrayList<>(process.toHandle().descendants().toList());
    family.add(process.toHandle());
    return family;
  }

  public static void awaitEndOf(List<ProcessHandle> processes) throws Exception {
    Until.met(Duration.ofSeconds(20), () -> processes.stream().noneMatch(process -> runs(process)));
  }

  /** Whether it runs: one whose foster parent has not taken note of its end does not. */
  private static boolean runs(ProcessHandle process) {
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
