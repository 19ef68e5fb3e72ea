package dev.slipway.embedded.internal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said between this JVM and a child: requests one way, answers and news the other. */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final ChildLaunch launch;
  private final Process process;
  private final Writer toChild;
  private final Thread listener;
  private final AtomicLong requests = new AtomicLong();
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();

  /** The nodes that have been started and not stopped, with their logs. */
  private final Map<String, Path> running = new ConcurrentHashMap<>();

  private volatile boolean endExpected;
  private volatile @Nullable String end;

  /** A request without an answer yet, and whom it is about. */
  private record Pending(String subject, Path log, CompletableFuture<@Nullable Void> answer) {}

  Conversation(ChildLaunch launch, Process process) {
    this.launch = launch;
    this.process = process;
    this.toChild = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.listener = new Thread(this::listen, "slipway-" + launch.name());
    this.listener.setDaemon(true);
  }

  void begin() {
    listener.start();
  }

  CompletableFuture<@Nullable Void> start(String kind, String nodeId, Path config, Path log) {
    // What follows an answer is attached before the request is made: news may come right after it.
    CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> started = answer.thenRun(() -> running.put(nodeId, log));
    request(
        new Pending(nodeId, log, answer), "start", kind, nodeId, config.toString(), log.toString());
    return started;
  }

  CompletableFuture<@Nullable Void> stop(String nodeId) {
    CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
    CompletableFuture<@Nullable Void> stopped = answer.thenRun(() -> running.remove(nodeId));
    Path log = running.getOrDefault(nodeId, launch.hostLog());
    request(new Pending(nodeId, log, answer), "stop", nodeId);
    return stopped;
  }

  CompletableFuture<@Nullable Void> request(String command, String... arguments) {
    CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
    request(new Pending(launch.name(), launch.hostLog(), answer), command, arguments);
    return answer;
  }

  private void request(Pending request, String command, String... arguments) {
    String number = Long.toString(requests.incrementAndGet());
    pending.put(number, request);
    try {
      say(Stream.concat(Stream.of(command, number), Stream.of(arguments)).toArray(String[]::new));
    } catch (IOException childHasEnded) {
      // The listener sees the same, and knows the exit code.
    }
    if (end != null) {
      failPending();
    }
  }

  private void say(String... fields) throws IOException {
    synchronized (toChild) {
      toChild.write(Line.of(fields));
      toChild.write('\n');
      toChild.flush();
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hearOrWonder(line);
      }
    } catch (IOException closed) {
      // As good as its end.
    }
    processEnded();
  }

  /** Whatever a native library may print to the child's standard output is passed over. */
  private void hearOrWonder(String line) {
    try {
      hear(Line.fields(line));
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOfTheProtocol) {
      LOG.warn("{} said what is not understood: {}", launch.name(), line);
    }
  }

  private void hear(List<String> event) {
    switch (event.get(0)) {
      case "hello" -> LOG.debug("{} takes commands", launch.name());
      case "done" -> answered(event.get(1), null);
      case "error" -> answered(event.get(1), event.get(2));
      case "failed" -> {
        String nodeId = event.get(1);
        Path log = running.remove(nodeId);
        report(new NodeFailure(nodeId, event.get(2), log == null ? launch.hostLog() : log));
      }
      default -> LOG.warn("{} said what is not understood: {}", launch.name(), event);
    }
  }

  private void answered(String number, @Nullable String error) {
    Pending request = pending.remove(number);
    if (request == null) {
      LOG.warn("{} answered a request that was not made: {}", launch.name(), number);
    } else if (error == null) {
      request.answer().complete(null);
    } else {
      request
          .answer()
          .completeExceptionally(new NodeFailure(request.subject(), error, request.log()));
    }
  }

  private void processEnded() {
    int code;
    try {
      code = process.waitFor();
    } catch (InterruptedException e) {
      code = -1;
    }
    end =
        endExpected
            ? "its JVM was ended"
            : "its JVM (process %d) ended unasked with exit code %d; last words in %s: %s"
                .formatted(process.pid(), code, launch.hostLog(), lastWords());
    failPending();
    if (!endExpected) {
      running.forEach((nodeId, log) -> report(new NodeFailure(nodeId, end, log)));
      LOG.warn("{}: {}", launch.name(), end);
    }
    running.clear();
  }

  private String lastWords() {
    List<String> lines = LogTail.of(launch.hostLog());
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  private void failPending() {
    String reason = String.valueOf(end);
    pending.forEach(
        (number, request) -> {
          if (pending.remove(number, request)) {
            request
                .answer()
                .completeExceptionally(new NodeFailure(request.subject(), reason, request.log()));
          }
        });
  }

  private void report(NodeFailure failure) {
    try {
      launch.onFailure().accept(failure);
    } catch (RuntimeException e) {
      LOG.warn("{}: who is told of failures has failed itself", launch.name(), e);
    }
  }

  void expectEnd() {
    endExpected = true;
  }

  /** Waits until the end of the process has been taken note of. */
  void awaitEnd() {
    if (Thread.currentThread() == listener) {
      return;
    }
    try {
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
