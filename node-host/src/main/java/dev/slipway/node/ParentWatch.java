package dev.slipway.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/**
 * Reads the parent's lines, and ends this JVM when there are no more: only the parent holds the
 * other end of the pipe, so its end is the parent's death, however that came about.
 *
 * <p>What belongs to that (owned files, halt) is done on the reading thread itself; all else is
 * queued, so that no command can keep the end from being seen.
 */
final class ParentWatch {

  private final InputStream in;
  private final OwnedFiles owned;
  private final BlockingQueue<List<String>> commands;

  ParentWatch(InputStream in, OwnedFiles owned, BlockingQueue<List<String>> commands) {
    this.in = in;
    this.owned = owned;
    this.commands = commands;
  }

  void start(String... linesBefore) {
    for (String line : linesBefore) {
      take(Line.fields(line));
    }
    Thread thread = new Thread(this::watch, "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(Line.fields(line));
      }
    } catch (IOException brokenPipe) {
      // The same as its end.
    } finally {
      // In finally: whatever goes wrong here, a child that cannot hear its parent must not stay.
      owned.delete();
      Runtime.getRuntime().halt(0);
    }
  }

  private void take(List<String> command) {
    switch (command.get(0)) {
      case "own" -> owned.add(Path.of(command.get(1)));
      case "own-empty" -> owned.addIfEmpty(Path.of(command.get(1)));
      case "halt" -> Runtime.getRuntime().halt(0);
      default -> commands.add(command);
    }
  }
}
