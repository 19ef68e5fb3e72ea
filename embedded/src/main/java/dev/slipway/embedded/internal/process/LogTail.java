package dev.slipway.embedded.internal.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last lines of a log, without the frames of stack traces: they would push out the rest. */
public final class LogTail {

  private static final int LINES = 25;
  private static final int BYTES = 64 * 1024;
  private static final String STACK_FRAME = "\tat ";
  private static final Pattern ERROR = Pattern.compile("^\\S+ SEVERE \\[.*?] \\S+ - (.+)$");

  private LogTail() {}

  /** The last lines, or one that says why there are none. */
  public static List<String> of(Path log) {
    List<String> lines = end(log);
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  /** The last error of the same end of the log, less time and thread. */
  public static Optional<String> lastError(Path log) {
    return end(log).stream()
        .map(ERROR::matcher)
        .filter(Matcher::find)
        .map(error -> error.group(1))
        .reduce((earlier, later) -> later);
  }

  private static List<String> end(Path log) {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - BYTES));
      ByteBuffer end = ByteBuffer.allocate(BYTES);
      while (end.hasRemaining() && channel.read(end) >= 0) {
        // Until the end of the file.
      }
      return StandardCharsets.UTF_8
          .decode(end.flip())
          .toString()
          .lines()
          .filter(line -> !line.startsWith(STACK_FRAME))
          .toList();
    } catch (IOException e) {
      return List.of("(no log: " + e + ")");
    }
  }
}
