package dev.slipway.node;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the parent is told: whole lines on the true standard output, whichever thread speaks. */
final class Events {

  private final PrintStream out;

  Events(PrintStream out) {
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  void hello() {
    send(Line.of("hello", Long.toString(ProcessHandle.current().pid())));
  }

  void done(String request) {
    send(Line.of("done", request));
  }

  void error(String request, String reason) {
    send(Line.of("error", request, reason));
  }

  void failed(String nodeId, String reason) {
    send(Line.of("failed", nodeId, reason));
  }

  private synchronized void send(String line) {
    // Not println: its line separator is the platform's, and it is written apart from the line.
    out.print(line + "\n");
    out.flush();
  }
}
