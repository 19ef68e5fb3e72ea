package dev.slipway.node;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Exit;
import org.apache.zookeeper.util.ServiceUtils;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of the JVM's end when a node asks for it: the node has failed, its neighbours in
 * the same JVM have not.
 */
final class ExitTrap {

  private final Supplier<Collection<Node>> hosted;

  private ExitTrap(Supplier<Collection<Node>> hosted) {
    this.hosted = hosted;
  }

  static void install(Supplier<Collection<Node>> hosted) {
    ExitTrap trap = new ExitTrap(hosted);
    Exit.setExitProcedure((status, message) -> trap.exit("exit", status, message));
    Exit.setHaltProcedure((status, message) -> trap.exit("halt", status, message));
    ServiceUtils.setSystemExitProcedure(status -> trap.exit("exit", status, null));
  }

  private void exit(String kind, int status, @Nullable String message) {
    String reason =
        "asked for the end of its JVM (%s status %d%s)"
            .formatted(kind, status, message == null ? "" : ": " + message);
    NodeThreads threads = NodeThreads.current();
    // A thread of no node cannot be told apart: then all have failed, rather than none.
    Collection<Node> failing = threads == null ? hosted.get() : List.of(threads.node());
    failing.forEach(node -> node.failAfterLastError(reason));
    throw new NodeExit(reason);
  }

  /** Unwinds the thread that wanted to end the JVM; callers do not expect to go on after that. */
  static final class NodeExit extends RuntimeException {
    NodeExit(String reason) {
      super(reason);
    }
  }
}
