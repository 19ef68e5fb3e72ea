package dev.slipway.node;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * All threads of one node. Threads are born into the group of the thread that creates them, so the
 * group tells whose log a line belongs to and which node wants to exit, although all share a JVM.
 */
final class NodeThreads extends ThreadGroup {

  private final Node node;
  private final NodeLog log;

  NodeThreads(Node node, NodeLog log) {
    super(node.id());
    this.node = node;
    this.log = log;
  }

  /** The group that the calling thread belongs to, or null if it belongs to no node. */
  static @Nullable NodeThreads current() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && !(group instanceof NodeThreads)) {
      group = group.getParent();
    }
    return (NodeThreads) group;
  }

  Node node() {
    return node;
  }

  NodeLog log() {
    return log;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (!(failure instanceof ExitTrap.NodeExit)) {
      LoggerFactory.getLogger(NodeThreads.class)
          .error("Uncaught in thread {} of {}", thread.getName(), getName(), failure);
      node.fail("its thread %s has died: %s".formatted(thread.getName(), Node.reason(failure)));
    }
  }
}
