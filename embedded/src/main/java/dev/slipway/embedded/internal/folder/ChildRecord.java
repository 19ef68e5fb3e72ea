package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in a run folder that names the child processes, for whoever has to clean up. */
final class ChildRecord {

  private static final Logger LOG = LoggerFactory.getLogger(ChildRecord.class);

  private static final String FILE = ".slipway-processes";

  private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);

  private final Path file;

  ChildRecord(Path folder) {
    this.file = folder.resolve(FILE);
  }

  synchronized void add(ProcessHandle child) throws IOException {
    Files.writeString(
        file,
        ProcessIdentity.of(child).line() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Kills what is recorded and still runs, and waits for its end. */
  void killAll() throws IOException {
    List<ProcessHandle> killed =
        lines().stream()
            .map(ProcessIdentity::parsed)
            .flatMap(child -> ProcessHandle.of(child.pid()).filter(child::is).stream())
            .filter(ProcessHandle::destroyForcibly)
            .toList();
    for (ProcessHandle process : killed) {
      awaitEnd(process);
    }
  }

  /** Whether one of them runs, or is paused; if that can't be read, none. */
  boolean anyAlive() {
    try {
      return lines().stream()
          .map(ProcessIdentity::parsed)
          .anyMatch(child -> ProcessHandle.of(child.pid()).filter(child::is).isPresent());
    } catch (IOException unreadable) {
      return false;
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private List<String> lines() throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException noneStarted) {
      return List.of();
    }
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      LOG.warn("Process {} was killed but is still there", process.pid());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
