package dev.slipway.core.target;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.problem.NotReadyException;
import java.util.List;

/**
 * One node of a running cluster, to be stopped and started, and where the target has it so to be
 * killed and paused. Safe for use by several threads; calls on one node wait for each other.
 */
public interface ClusterNode {
  /** What a node is doing. */
  enum State {
    /** It runs. */
    RUNNING,
    /** It is paused; its connections are open, and silent. */
    PAUSED,
    /** It does not run: it was stopped or killed, or died. */
    STOPPED
  }

  /** The node's name in the plan, such as {@code kafka-broker-0}. */
  String name();

  /** Which kind of node it is. */
  NodeRole role();

  /** A server's {@code myid}, or a broker's {@code broker.id}. */
  int id();

  /** What it is doing. */
  State state();

  /**
   * Starts the node as it was, and returns when it has started. Does nothing if it runs.
   *
   * @throws NotReadyException if it does not start in time
   */
  void start();

  /**
   * Stops the node gracefully. Does nothing if it does not run; a paused node goes on first.
   *
   * @throws NotReadyException if it does not stop in time
   */
  void stop();

  /**
   * Ends the node as a crash would. Does nothing if it does not run.
   *
   * @throws IllegalStateException if other nodes would end with it
   */
  void kill();

  /**
   * Lets the node keep its connections but answer nobody. Does nothing if it is paused already.
   *
   * @throws IllegalStateException if other nodes would pause with it, or the node does not run
   */
  void pause();

  /** Lets a paused node go on. Does nothing if it is not paused. */
  void resume();

  /** The last lines of its log, or one that says why there are none. */
  List<String> lastLogLines();
}
