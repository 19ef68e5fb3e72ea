package dev.slipway.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one cluster: configuration, logs and data of its nodes. It is either a temporary
 * one, which is gone when the cluster is, or the user's own, which stays.
 *
 * <p>It has one living owner, this JVM. A temporary folder {@code slipway-<user>/<run>} is locked
 * by the file {@code <run>.lock} beside it, so that it is locked before it is there; whoever finds
 * the file unlocked may sweep both away.
 */
final class RunFolder implements AutoCloseable {

  static final String LOCK_SUFFIX = ".lock";

  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

  private static final String USER_LOCK = ".slipway-lock";
  private static final int ATTEMPTS = 100;

  /** The users' folders in use by this JVM; see {@link OwnerLock} why the lock cannot tell. */
  private static final Set<Path> IN_USE_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final OwnerLock lock;
  private final ChildRecord children;
  private final @Nullable UserTempFolder parent;
  private final Thread exitHook;
  private boolean closed;

  private RunFolder(Path path, OwnerLock lock, @Nullable UserTempFolder parent) {
    this.path = path;
    this.lock = lock;
    this.parent = parent;
    this.children = new ChildRecord(path);
    this.exitHook = new Thread(this::endWithJvm, "slipway-exit-" + path.getFileName());
  }

  /** Makes a temporary folder, and sweeps away those of this user whose owners are dead. */
  static RunFolder temporary(String cluster) {
    return temporary(cluster, UserTempFolder.ofThisUser());
  }

  static RunFolder temporary(String cluster, UserTempFolder parent) {
    new RunFolderSweep(parent).sweep();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String run =
          "%s-%d-%s"
              .formatted(
                  cluster,
                  ProcessHandle.current().pid(),
                  UUID.randomUUID().toString().substring(0, 8));
      try {
        Path folder = parent.create().resolve(run);
        Optional<OwnerLock> lock = OwnerLock.create(folder.resolveSibling(run + LOCK_SUFFIX));
        if (lock.isPresent()) {
          Files.createDirectory(folder);
          return new RunFolder(folder, lock.get(), parent).guarded();
        }
      } catch (NoSuchFileException removed) {
        // Another run of this user has just ended, and has removed the empty parent folder.
      } catch (IOException e) {
        throw new UncheckedIOException("no temporary folder could be made: " + e.getMessage(), e);
      }
    }
    throw new IllegalStateException(
        "no temporary folder could be made in %s in %d attempts; set java.io.tmpdir to another"
            .formatted(parent.path(), ATTEMPTS));
  }

  /** Takes a folder of the user's, which is made if need be and never deleted. */
  static RunFolder at(Path folder) {
    try {
      Path real = Files.createDirectories(folder).toRealPath();
      if (!IN_USE_HERE.add(real)) {
        throw new IllegalStateException(inUse(real, "this JVM"));
      }
      try {
        OwnerLock lock =
            OwnerLock.createOrTake(real.resolve(USER_LOCK))
                .orElseThrow(() -> new IllegalStateException(inUse(real, "another process")));
        RunFolder taken = new RunFolder(real, lock, null);
        // The former owner may have died with its children paused.
        taken.children.killAll();
        taken.children.delete();
        FileTree.delete(taken.childTemp());
        return taken.guarded();
      } catch (IOException | RuntimeException e) {
        IN_USE_HERE.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "data folder: " + folder + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static String inUse(Path folder, String by) {
    return "data folder: %s is in use by a cluster of %s (expected: a folder of its own for each cluster); close that one first"
        .formatted(folder, by);
  }

  private RunFolder guarded() throws IOException {
    Runtime.getRuntime().addShutdownHook(exitHook);
    Files.createDirectories(childTemp());
    return this;
  }

  Path path() {
    return path;
  }

  boolean isTemporary() {
    return parent != null;
  }

  /** The folder for what child JVMs put aside, such as unpacked native libraries. */
  Path childTemp() {
    return path.resolve(".slipway-tmp");
  }

  /** What has to go when this JVM dies; children and guards are told. */
  List<Path> owned() {
    return isTemporary()
        ? List.of(path, path.resolveSibling(path.getFileName() + LOCK_SUFFIX))
        : List.of(childTemp());
  }

  /** What has to go then if nothing else is in it. */
  Optional<Path> ownedIfEmpty() {
    return Optional.ofNullable(parent).map(UserTempFolder::path);
  }

  /** Records a child process, so that whoever cleans up after this JVM can end it. */
  void record(ProcessHandle child) {
    try {
      children.add(child);
    } catch (IOException e) {
      throw new UncheckedIOException("run folder: " + path + ": " + e.getMessage(), e);
    }
  }

  /** Ends the children that still run, and deletes the folder if it is a temporary one. */
  @Override
  public void close() {
    removeQuietly();
    try {
      Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException exiting) {
      // The hook is running, and finds nothing left to do.
    }
  }

  /** As {@link #close()}, but a temporary folder is moved aside instead of deleted. */
  Path keep() {
    Path kept = moveAside();
    close();
    return kept;
  }

  private synchronized Path moveAside() {
    if (closed || parent == null) {
      return path;
    }
    try {
      children.killAll();
      FileTree.delete(childTemp());
      return Files.move(path, parent.kept().create().resolve(path.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "run folder: " + path + " could not be kept: " + e.getMessage(), e);
    }
  }

  /**
   * What this JVM's end asks of it. Shutdown hooks run side by side, and the application's may
   * still need the cluster: children that live see the end of this JVM, after all hooks, and remove
   * what they own.
   */
  private void endWithJvm() {
    if (!children.anyAlive()) {
      removeQuietly();
    }
  }

  private synchronized void removeQuietly() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      children.killAll();
      if (parent != null) {
        FileTree.delete(path);
        lock.deleteAndRelease();
        parent.removeIfEmpty();
      } else {
        children.delete();
        FileTree.delete(childTemp());
        lock.close();
        IN_USE_HERE.remove(path);
      }
    } catch (IOException e) {
      LOG.warn("Run folder {} could not be cleaned up; the next start tries again", path, e);
    }
  }
}
