package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a child JVM is launched.
 *
 * @param name names the child in threads, logs and messages
 * @param maxHeap as in {@code -Xmx}
 * @param jvmOptions further options, after those that are always set
 * @param onFailure told of nodes that end unasked, on a thread that must not be held up
 */
record ChildLaunch(
    String name,
    ServerBundle bundle,
    RunFolder folder,
    String maxHeap,
    List<String> jvmOptions,
    Consumer<NodeFailure> onFailure) {

  /**
   * What a child inherits of the environment, and no more: JAVA_TOOL_OPTIONS, KAFKA_OPTS, LOG_DIR
   * and the like are meant for others, and would change what a test runs on.
   */
  private static final Set<String> INHERITED =
      Set.of(
          "PATH", "HOME", "USER", "LOGNAME", "LANG", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT");

  /** The log of what belongs to no single node, and of the JVM itself. */
  Path hostLog() {
    return folder.path().resolve(name + "-host.log");
  }

  Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(folder.path().toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(hostLog().toFile()));
    inheritLittle(builder);
    return builder.start();
  }

  static void inheritLittle(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(
            variable -> {
              String upper = variable.toUpperCase(Locale.ROOT);
              return !INHERITED.contains(upper) && !upper.startsWith("LC_");
            });
  }

  /** The JVM of children: this one's. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    // Short-lived: only the quick compiler, no parallel collector, no file for jstat.
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xss512k",
            "-Xmx" + maxHeap));
    // Standard output is the protocol's; a JVM that has run out of memory must not linger.
    command.addAll(
        List.of(
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-XX:+ErrorFileToStderr",
            "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(
        List.of(
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            // Compression libraries unpack their native part there, and a killed JVM leaves it.
            "-Djava.io.tmpdir=" + folder.nativeTemp(),
            // ZooKeeper tries a taken election port that often; 0 would be for ever
            // (ZooKeeper Administrator's Guide, zookeeper.electionPortBindRetry).
            "-Dzookeeper.electionPortBindRetry=2",
            "-Dzookeeper.admin.enableServer=false"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(
        ClassPathOption.of(
            bundle.classPath(),
            folder.path(),
            folder.path().relativize(folder.childTemp().resolve(name + ".jar"))));
    command.add(bundle.mainClass());
    // As arguments, so that the child knows what to delete however early this JVM dies.
    folder.owned().forEach(path -> command.add(Line.of("own", path.toString())));
    folder.ownedIfEmpty().ifPresent(path -> command.add(Line.of("own-empty", path.toString())));
    return command;
  }
}
