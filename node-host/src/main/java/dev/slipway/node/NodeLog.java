package dev.slipway.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The log file of one node, appended to at every start. */
final class NodeLog {

  private final Writer writer;
  private boolean closed;
  private volatile @Nullable String lastError;

  NodeLog(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "log file: " + file + " (expected: one that can be written)", e);
    }
  }

  /**
   * Writes an entry through to the file. Returns false if the file is closed or cannot be written.
   */
  synchronized boolean write(String entry) {
    if (closed) {
      return false;
    }
    try {
      writer.write(entry);
      writer.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void noteError(String message) {
    lastError = message;
  }

  /** The last error the node has logged, or null if it has logged none. */
  @Nullable String lastError() {
    return lastError;
  }

  synchronized void close() {
    closed = true;
    try {
      writer.close();
    } catch (IOException e) {
      // Every entry was flushed when it was written.
    }
  }
}
