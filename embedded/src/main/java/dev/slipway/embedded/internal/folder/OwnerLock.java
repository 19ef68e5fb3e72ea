package dev.slipway.embedded.internal.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A locked file that says its owner lives: the kernel unlocks it when the owner's JVM ends, however
 * it ends.
 *
 * <p>Beware: on POSIX systems a JVM loses its lock of a file when it closes <i>any</i> channel to
 * that file (fcntl(2), "record locks"). Who holds a lock in this JVM must be known without opening
 * the file.
 */
final class OwnerLock implements Closeable {

  private final Path file;
  private final FileChannel channel;

  private OwnerLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Locks a new file. Empty if it was there already, or was taken away by a sweep at once. */
  static Optional<OwnerLock> create(Path file) throws IOException {
    return lock(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Locks a file, and makes it if need be. Empty if its owner lives. */
  static Optional<OwnerLock> createOrTake(Path file) throws IOException {
    return lock(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** Locks a file that somebody has left. Empty if its owner lives, or it has been swept. */
  static Optional<OwnerLock> takeOver(Path file) throws IOException {
    try {
      return lock(file, StandardOpenOption.WRITE);
    } catch (NoSuchFileException swept) {
      return Optional.empty();
    }
  }

  private static Optional<OwnerLock> lock(Path file, OpenOption... options) throws IOException {
    FileChannel channel = FileChannel.open(file, options);
    try {
      FileLock lock = channel.tryLock();
      // Files are deleted only by who holds their lock: one that is still there will stay.
      if (lock != null && Files.exists(file)) {
        return Optional.of(new OwnerLock(file, channel));
      }
    } catch (OverlappingFileLockException heldByThisJvm) {
      // The same answer as for another JVM's.
    }
    channel.close();
    return Optional.empty();
  }

  /** Deletes the file and unlocks it, in this order. */
  void deleteAndRelease() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
