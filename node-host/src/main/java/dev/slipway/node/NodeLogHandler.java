package dev.slipway.node;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends each record to the log of the node whose thread wrote it, and what belongs to no node to
 * the host's own log. Takes a node for failed whose log tells that it is dead.
 */
final class NodeLogHandler extends Handler {

  /** System property with the level of all logs. If unspecified, {@code INFO}. */
  static final String LEVEL_PROPERTY = "slipway.node.log.level";

  private final PrintStream hostLog;

  NodeLogHandler(PrintStream hostLog) {
    this.hostLog = hostLog;
  }

  static void install(PrintStream hostLog) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(level(System.getProperty(LEVEL_PROPERTY, "INFO")));
    root.addHandler(new NodeLogHandler(hostLog));
  }

  /** Takes the names of slf4j as well as those of java.util.logging. */
  private static Level level(String name) {
    return switch (name) {
      case "ERROR" -> Level.SEVERE;
      case "WARN" -> Level.WARNING;
      case "DEBUG" -> Level.FINE;
      case "TRACE" -> Level.FINEST;
      default -> Level.parse(name);
    };
  }

  @Override
  public void publish(LogRecord logged) {
    String entry = entry(logged);
    NodeThreads threads = NodeThreads.current();
    if (threads != null && logged.getLevel().equals(Level.SEVERE)) {
      threads.log().noteError(logged.getMessage());
    }
    if (threads == null || !threads.log().write(entry)) {
      hostLog.print(entry);
    }
    if (threads != null) {
      FatalSign.in(logged).ifPresent(threads.node()::fail);
    }
  }

  private static String entry(LogRecord logged) {
    StringWriter entry = new StringWriter();
    PrintWriter line = new PrintWriter(entry);
    line.append(logged.getInstant().truncatedTo(ChronoUnit.MILLIS).toString())
        .append(' ')
        .append(logged.getLevel().getName())
        .append(" [")
        .append(Thread.currentThread().getName())
        .append("] ")
        .append(logged.getLoggerName())
        .append(" - ")
        .append(logged.getMessage());
    line.println();
    if (logged.getThrown() != null) {
      logged.getThrown().printStackTrace(line);
    }
    line.flush();
    return entry.toString();
  }

  @Override
  public void flush() {
    hostLog.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
