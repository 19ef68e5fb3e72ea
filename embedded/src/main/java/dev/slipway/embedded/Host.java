package dev.slipway.embedded;

import dev.slipway.embedded.NodeProcess.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A child JVM and the nodes it hosts, launched again when it has died. */
final class Host implements AutoCloseable {
  private final ChildLaunch launch;
  private final List<String> nodes;
  private @Nullable NodeProcess process;
  private boolean closed;

  Host(
      String name,
      List<String> nodes,
      ServerBundle bundle,
      RunFolder folder,
      String maxHeap,
      List<String> jvmOptions,
      Consumer<NodeFailure> onFailure) {
    this.nodes = List.copyOf(nodes);
    this.launch = new ChildLaunch(name, bundle, folder, maxHeap, jvmOptions, onFailure);
  }

  List<String> nodes() {
    return nodes;
  }

  /** The living process, launched if there is none. */
  synchronized NodeProcess process() {
    if (closed) {
      throw new IllegalStateException(launch.name() + ": its deployment is closed");
    }
    NodeProcess living = process;
    if (living == null || !living.isAlive()) {
      living = NodeProcess.launch(launch);
      process = living;
    }
    return living;
  }

  CompletableFuture<@Nullable Void> start(Kind kind, String node, Path config, Path log) {
    return process().start(kind, node, config, log);
  }

  /** Stops a node; done at once where its process is dead. */
  CompletableFuture<@Nullable Void> stop(String node) {
    NodeProcess living;
    synchronized (this) {
      living = process;
    }
    return living == null || !living.isAlive()
        ? CompletableFuture.completedFuture(null)
        : living.stop(node);
  }

  /** Ends the process at once, with all its nodes. */
  void kill() {
    NodeProcess living;
    synchronized (this) {
      living = process;
    }
    if (living != null) {
      living.kill();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    kill();
  }
}
