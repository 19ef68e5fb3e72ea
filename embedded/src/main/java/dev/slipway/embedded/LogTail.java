package dev.slipway.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, without the frames of stack traces: they would push out the rest. */
final class LogTail {

  private static final int LINES = 25;
  private static final int BYTES = 64 * 1024;
  private static final String STACK_FRAME = "\tat ";

  private LogTail() {}

  /** The last lines, or one that says why there are none. */
  static List<String> of(Path log) {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - BYTES));
      ByteBuffer end = ByteBuffer.allocate(BYTES);
      while (end.hasRemaining() && channel.read(end) >= 0) {
        // Until the end of the file.
      }
      List<String> lines =
          StandardCharsets.UTF_8
              .decode(end.flip())
              .toString()
              .lines()
              .filter(line -> !line.startsWith(STACK_FRAME))
              .toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of("(no log: " + e + ")");
    }
  }
}
