package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
 * <p>It has one living owner, this JVM. A temporary folder {@code slipway-<user id>/<run>} is
 * locked by the file {@code <run>.lock} beside it, so that it is locked before it is there; whoever
 * finds the file unlocked may sweep both away.
 */
public final class RunFolder implements AutoCloseable {

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
  private volatile @Nullable RunFolder natives;
  private boolean closed;

  private RunFolder(Path path, OwnerLock lock, @Nullable UserTempFolder parent) {
    this.path = path;
    this.lock = lock;
    this.parent = parent;
    this.children = new ChildRecord(path);
    this.exitHook = new Thread(this::endWithJvm, "slipway-exit-" + path.getFileName());
  }

  /** Makes a temporary folder, and sweeps away those of this user whose owners are dead. */
  public static RunFolder temporary(String cluster) {
    return temporary(cluster, UserTempFolder.ofThisUser());
  }

  public static RunFolder temporary(String cluster, UserTempFolder parent) {
    new RunFolderSweep(parent).sweep();
    NoSuchFileException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String run =
          "%s-%s-%s"
              .formatted(
                  cluster,
                  ProcessIdentity.nameOfThisJvm(),
                  UUID.randomUUID().toString().substring(0, 8));
      try {
        Path folder = parent.create().resolve(run);
        refuseTooLong(folder);
        Optional<OwnerLock> lock = OwnerLock.create(folder.resolveSibling(run + LOCK_SUFFIX));
        if (lock.isPresent()) {
          Files.createDirectory(folder);
          return new RunFolder(folder, lock.get(), parent).guarded();
        }
      } catch (NoSuchFileException removed) {
        // Another run of this user has just ended, and has removed the empty parent folder.
        last = removed;
      } catch (IOException e) {
        throw new UncheckedIOException("no temporary folder could be made: " + Reason.of(e), e);
      }
    }
    throw new IllegalStateException(
        "no temporary folder could be made in %s in %d attempts; set java.io.tmpdir to another"
            .formatted(parent.path(), ATTEMPTS),
        last);
  }

  /** Takes a folder of the user's, which is made if need be and never deleted. */
  public static RunFolder at(Path folder) {
    try {
      Path real = Files.createDirectories(folder).toRealPath();
      refuseTooLong(real);
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
          "data folder: " + folder + " cannot be used: " + Reason.of(e), e);
    }
  }

  /**
   * Looks for the longest path a node may need: a folder for a partition of a topic that is being
   * deleted, and a file in it. Only the system knows what it takes.
   */
  private static void refuseTooLong(Path folder) throws IOException {
    Path longest =
        folder
            .resolve("n".repeat(63))
            .resolve("data")
            .resolve("t".repeat(255))
            .resolve("f".repeat(64));
    try {
      Files.readAttributes(longest, BasicFileAttributes.class);
    } catch (NoSuchFileException itFits) {
      // As nearly always.
    } catch (FileSystemException e) {
      throw new IOException(
          "%s: files of nodes could not be made in it, their paths are %d characters long: %s (expected: a shorter path)"
              .formatted(folder, longest.toString().length(), e.getReason()),
          e);
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

  public Path path() {
    return path;
  }

  public boolean isTemporary() {
    return parent != null;
  }

  /** The folder for what child JVMs put aside. */
  public Path childTemp() {
    return path.resolve(".slipway-tmp");
  }

  /** The folder to which child JVMs unpack native libraries, as those that compress do. */
  public Path nativeTemp() {
    RunFolder other = natives;
    return other == null ? childTemp() : other.childTemp();
  }

  /**
   * Makes sure that native libraries can be loaded from {@link #nativeTemp()}, which they can't
   * from a file system that is mounted {@code noexec}.
   *
   * @param others where else temporary folders may be made, in order
   * @throws IllegalStateException if they can be loaded from nowhere
   */
  public void letNativeLibrariesLoad(List<UserTempFolder> others) {
    List<Path> tried = new ArrayList<>();
    tried.add(path);
    if (mayExecuteIn(childTemp())) {
      return;
    }
    for (UserTempFolder other : others) {
      tried.add(other.path());
      try {
        RunFolder made = temporary("natives", other);
        if (mayExecuteIn(made.childTemp())) {
          LOG.debug("Native libraries are loaded from {}: {} is noexec", made.path(), path);
          natives = made;
          return;
        }
        made.close();
      } catch (UncheckedIOException e) {
        LOG.debug("No native libraries can be unpacked to {}", other.path(), e);
      }
    }
    throw new IllegalStateException(
        "native libraries: none can be loaded from %s, so that brokers could neither read nor write snappy and zstd (expected: a file system not mounted noexec); set cacheIn(...) or java.io.tmpdir to a folder on one"
            .formatted(tried));
  }

  /** The access(2) of Linux says no to each program on a file system without execution. */
  private static boolean mayExecuteIn(Path folder) {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return true;
    }
    try {
      Path program =
          Files.createTempFile(
              folder,
              "program",
              ".so",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try {
        return Files.isExecutable(program);
      } finally {
        Files.deleteIfExists(program);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "run folder: " + folder + " cannot be written to: " + Reason.of(e), e);
    }
  }

  /** What has to go when this JVM dies; children and guards are told. */
  public List<Path> owned() {
    List<Path> owned = new ArrayList<>();
    if (isTemporary()) {
      owned.add(path);
      owned.add(path.resolveSibling(path.getFileName() + LOCK_SUFFIX));
    } else {
      owned.add(childTemp());
    }
    RunFolder other = natives;
    if (other != null) {
      owned.addAll(other.owned());
    }
    return owned;
  }

  /** What has to go then if nothing else is in it. */
  public Optional<Path> ownedIfEmpty() {
    RunFolder other = natives;
    return parent == null && other != null
        ? other.ownedIfEmpty()
        : Optional.ofNullable(parent).map(UserTempFolder::path);
  }

  /** Records a child process, so that whoever cleans up after this JVM can end it. */
  public void record(ProcessHandle child) {
    try {
      children.add(child);
    } catch (IOException e) {
      throw new UncheckedIOException("run folder: " + path + ": " + Reason.of(e), e);
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
  public Path keep() {
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
          "run folder: " + path + " could not be kept: " + Reason.of(e), e);
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
      RunFolder other = natives;
      if (other != null) {
        other.close();
      }
    } catch (IOException e) {
      LOG.warn("Run folder {} could not be cleaned up; the next start tries again", path, e);
    }
  }
}
