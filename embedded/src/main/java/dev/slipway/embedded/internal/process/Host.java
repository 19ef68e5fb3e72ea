package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.folder.RunFolder;
import dev.slipway.embedded.internal.process.NodeProcess.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A child JVM and the nodes it hosts, launched again when it has died. */
public final class Host implements AutoCloseable {
  private final ChildLaunch launch;
  private final List<String> nodes;
  private @Nullable NodeProcess process;
  private boolean closed;

  public Host(
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

  public List<String> nodes() {
    return nodes;
  }

  /** The living process, launched if there is none. */
  public synchronized NodeProcess process() {
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

  public CompletableFuture<@Nullable Void> start(Kind kind, String node, Path config, Path log) {
    return process().start(kind, node, config, log);
  }

  /** Stops a node; done at once where its process is dead. */
  public CompletableFuture<@Nullable Void> stop(String node) {
    NodeProcess living;
    synchronized (this) {
      living = process;
    }
    return living == null || !living.isAlive()
        ? CompletableFuture.completedFuture(null)
        : living.stop(node);
  }

  /** Ends the process at once, with all its nodes. */
  public void kill() {
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
