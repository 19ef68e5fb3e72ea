package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.internal.folder.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child JVM that hosts nodes. It lives until it is closed or killed, or this JVM ends.
 *
 * <p>Futures fail with a {@link NodeFailure}; they are completed on the thread that listens to the
 * child, which must not be held up.
 */
public final class NodeProcess implements AutoCloseable {

  /** What a node is. */
  public enum Kind {
    ZOOKEEPER("zookeeper"),
    KAFKA("kafka");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

  private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);

  private final ChildLaunch launch;
  private final Process process;
  private final Conversation conversation;
  private @Nullable PauseGuard guard;

  private NodeProcess(ChildLaunch launch, Process process) {
    this.launch = launch;
    this.process = process;
    this.conversation = new Conversation(launch, process);
  }

  /** Launches the JVM and returns at once; what it is told before it is up, it does then. */
  static NodeProcess launch(ChildLaunch launch) {
    try {
      NodeProcess child = new NodeProcess(launch, launch.start());
      child.conversation.begin();
      launch.folder().record(child.process.toHandle());
      LOG.debug("Launched {} as process {}", launch.name(), child.process.pid());
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(
          launch.name() + ": its JVM could not be launched: " + Reason.of(e), e);
    }
  }

  String name() {
    return launch.name();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path hostLog() {
    return launch.hostLog();
  }

  /**
   * Starts a node. Done when it has started: a broker is registered then, a ZooKeeper server
   * listens to clients but may not be in a quorum yet.
   */
  CompletableFuture<@Nullable Void> start(Kind kind, String nodeId, Path config, Path log) {
    return conversation.start(kind.word, nodeId, config, log);
  }

  /** Stops a node gracefully; a broker that cannot, for want of ZooKeeper, within a minute. */
  CompletableFuture<@Nullable Void> stop(String nodeId) {
    return conversation.stop(nodeId);
  }

  /** Done when the cluster has a controller that knows at least so many brokers. */
  public CompletableFuture<@Nullable Void> awaitBrokers(
      String bootstrapServers, int count, Duration timeout) {
    return conversation.request(
        "await-brokers",
        bootstrapServers,
        Integer.toString(count),
        Long.toString(timeout.toMillis()));
  }

  /** Creates the topics of a {@link TopicsFile}. */
  public CompletableFuture<@Nullable Void> createTopics(
      String bootstrapServers, Path topicsFile, Duration timeout) {
    return conversation.request(
        "create-topics",
        bootstrapServers,
        topicsFile.toString(),
        Long.toString(timeout.toMillis()));
  }

  /** Done when each broker hosted here knows so many brokers and all these topics. */
  public CompletableFuture<@Nullable Void> awaitMetadata(
      int brokers, List<String> topics, Duration timeout) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(brokers));
    arguments.add(Long.toString(timeout.toMillis()));
    arguments.addAll(topics);
    return conversation.request("await-metadata", arguments.toArray(String[]::new));
  }

  /** Stops the process where it is, with SIGSTOP. Its connections stay open, and silent. */
  public synchronized void pause() {
    if (guard != null) {
      return;
    }
    try {
      guard = PauseGuard.over(process.toHandle(), launch.folder());
      signal("STOP");
    } catch (IOException e) {
      endGuard();
      throw new UncheckedIOException(
          "%s cannot be paused: %s (expected: a POSIX system with /bin/sh)"
              .formatted(launch.name(), e.getMessage()),
          e);
    }
  }

  /** Lets the process go on, with SIGCONT. */
  public synchronized void resume() {
    if (guard == null) {
      return;
    }
    try {
      signal("CONT");
    } catch (IOException e) {
      throw new UncheckedIOException(launch.name() + " cannot be resumed: " + e.getMessage(), e);
    }
    // Only now: while it is paused, nobody else would end it with this JVM.
    endGuard();
  }

  private void signal(String signal) throws IOException {
    Process kill =
        new ProcessBuilder(
                "/bin/sh", "-c", "kill -" + signal + " \"$1\"", "slipway", Long.toString(pid()))
            .redirectErrorStream(true)
            .start();
    String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("kill -" + signal + " " + pid() + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void endGuard() {
    PauseGuard ended = guard;
    if (ended != null) {
      guard = null;
      ended.end();
    }
  }

  /**
   * Kills the process as a crash would, with SIGKILL, also when it is paused. Its nodes end with
   * it, which is not reported as a failure.
   */
  void kill() {
    conversation.expectEnd();
    process.destroyForcibly();
    try {
      if (!process.waitFor(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{} (process {}) was killed but is still there", launch.name(), pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    endGuard();
    conversation.awaitEnd();
  }

  /** Ends the process at once. For a graceful end, stop its nodes before. */
  @Override
  public void close() {
    kill();
  }
}
