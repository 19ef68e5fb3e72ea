package dev.slipway.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One start of one fixture in a JVM of its own. Times are seconds from before the JVM is launched;
 * processors and memory are of all its processes until the first message is through.
 *
 * @param foreign processors that others kept busy meanwhile
 */
record StartRun(
    double ready, double first, double close, double cpu, double mebibytes, double foreign) {

  private static final String MARK = "bench: ";

  static StartRun of(List<String> command, Path errors) throws IOException, InterruptedException {
    double machineBefore = ProcessTree.machineSeconds();
    double ownBefore = new ProcessTree(ProcessHandle.current()).cpuSeconds();
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    ProcessTree tree = new ProcessTree(process.toHandle());
    List<ProcessHandle> family = new ArrayList<>(List.of(process.toHandle()));
    try (BufferedReader said =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        OutputStream tell = process.getOutputStream()) {
      await(said, "ready", command);
      double ready = secondsSince(begin);
      await(said, "first", command);
      double first = secondsSince(begin);
      // While they have a parent: what goes on in the background must not disturb the next run.
      family.addAll(tree.members());
      double cpu = tree.cpuSeconds();
      double mebibytes = tree.peakMebibytes();
      double all = ProcessTree.machineSeconds() - machineBefore;
      double own = new ProcessTree(ProcessHandle.current()).cpuSeconds() - ownBefore;
      tell.write('\n');
      tell.flush();
      double close = Long.parseLong(await(said, "closed ", command)) / 1000.0;
      process.waitFor();
      return new StartRun(ready, first, close, cpu, mebibytes, Math.max(0, all - own) / first);
    } finally {
      family.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static String await(BufferedReader said, String event, List<String> command)
      throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(MARK + event)) {
        return line.substring((MARK + event).length());
      }
    }
    throw new IOException(
        "%s ended without having said '%s'".formatted(command.get(command.size() - 1), event));
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
