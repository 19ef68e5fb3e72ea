package dev.slipway.embedded;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.ClusterNode;
import dev.slipway.embedded.internal.process.Host;
import dev.slipway.embedded.internal.process.LogTail;
import dev.slipway.embedded.internal.process.NodeProcess;
import dev.slipway.embedded.internal.process.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One node of an embedded cluster, to be stopped and started, and where it has a process of its own
 * to be killed and paused. Safe for use by several threads; calls on one node wait for each other.
 */
public final class EmbeddedNode implements ClusterNode {
  private final String name;
  private final NodeRole role;
  private final int id;
  private final Host host;
  private final Path config;
  private final Path log;
  private final Duration limit;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile State state = State.STOPPED;
  private volatile @Nullable String failure;

  EmbeddedNode(
      String name, NodeRole role, int id, Host host, Path config, Path log, Duration limit) {
    this.name = name;
    this.role = role;
    this.id = id;
    this.host = host;
    this.config = config;
    this.log = log;
    this.limit = limit;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NodeRole role() {
    return role;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public State state() {
    return state;
  }

  /** The file of its log. */
  public Path log() {
    return log;
  }

  /**
   * Starts the node on the ports and data it had, and returns when it has started: a broker is
   * registered then, a server listens and joins the quorum if there is one. Does nothing if it
   * runs. A broker that was killed waits until its ZooKeeper session has expired, 6 s by default.
   *
   * @throws NotReadyException if it does not start in time
   */
  @Override
  public void start() {
    exclusively(
        () -> {
          if (state == State.STOPPED) {
            Waiting.of("start " + name, limit).join(begin());
          }
        });
  }

  /**
   * Stops the node gracefully: a broker hands its partitions over before. Does nothing if it does
   * not run; a paused node goes on first.
   *
   * @throws NotReadyException if it does not stop in time
   */
  @Override
  public void stop() {
    exclusively(
        () -> {
          if (state == State.PAUSED) {
            host.process().resume();
          }
          if (state != State.STOPPED) {
            Waiting.of("stop " + name, limit).join(end());
          }
        });
  }

  /**
   * Kills the node's process with SIGKILL, as a crash would, also when it is paused. Does nothing
   * if it does not run.
   *
   * @throws IllegalStateException if the process hosts other nodes too
   */
  @Override
  public void kill() {
    alone("kill");
    exclusively(
        () -> {
          host.kill();
          state = State.STOPPED;
        });
  }

  /**
   * Pauses the node's process with SIGSTOP: it keeps its connections but answers nobody. Does
   * nothing if it is paused already. POSIX systems only.
   *
   * @throws IllegalStateException if the process hosts other nodes too, or the node does not run
   */
  @Override
  public void pause() {
    alone("pause");
    exclusively(
        () -> {
          if (state == State.STOPPED) {
            throw new IllegalStateException("pause " + name + ": stopped (expected: running)");
          }
          host.process().pause();
          state = State.PAUSED;
        });
  }

  /** Lets a paused process go on with SIGCONT. Does nothing if it is not paused. */
  @Override
  public void resume() {
    alone("resume");
    exclusively(
        () -> {
          if (state == State.PAUSED) {
            host.process().resume();
            state = State.RUNNING;
          }
        });
  }

  @Override
  public List<String> lastLogLines() {
    List<String> lines = new ArrayList<>(LogTail.of(log));
    String reason = failure;
    if (reason != null) {
      // What is logged on the way down pushes it out of the last lines.
      lines.add(name + " has ended unasked: " + reason);
    }
    return lines;
  }

  /** {@code name (state)}. */
  @Override
  public String toString() {
    return name + " (" + state + ")";
  }

  CompletableFuture<@Nullable Void> begin() {
    NodeProcess.Kind kind =
        role == NodeRole.ZOOKEEPER ? NodeProcess.Kind.ZOOKEEPER : NodeProcess.Kind.KAFKA;
    failure = null;
    return host.start(kind, name, config, log).thenRun(() -> state = State.RUNNING);
  }

  CompletableFuture<@Nullable Void> end() {
    return host.stop(name).thenRun(() -> state = State.STOPPED);
  }

  Host host() {
    return host;
  }

  /** Takes note that it ended unasked. */
  void died(String reason) {
    failure = reason;
    state = State.STOPPED;
  }

  /** Takes note that its process was ended. */
  void ended() {
    state = State.STOPPED;
  }

  private void alone(String verb) {
    int others = host.nodes().size() - 1;
    if (others > 0) {
      throw new IllegalStateException(
          verb
              + " "
              + name
              + ": it shares its process with "
              + others
              + " other nodes (expected: a process of its own, by"
              + " EmbeddedTarget.create().oneProcessPerNode())");
    }
  }

  private void exclusively(Runnable action) {
    turn.lock();
    try {
      action.run();
    } finally {
      turn.unlock();
    }
  }
}
