package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A file or folder with all that is in it. */
public final class FileTree {

  /** What a folder is renamed to before it is deleted; the child and the guard do the same. */
  static final String DOOMED_SUFFIX = ".gone";

  private static final int ATTEMPTS = 20;

  private FileTree() {}

  /**
   * Deletes a tree although others may be writing to it or deleting it: it is renamed first, so
   * that what they create by its path fails instead of bringing it back.
   */
  public static void delete(Path root) throws IOException {
    Path doomed = root.resolveSibling(root.getFileName() + DOOMED_SUFFIX);
    IOException reason = null;
    for (int attempt = 0; attempt < ATTEMPTS && isThere(root, doomed); attempt++) {
      try {
        Files.move(root, doomed);
      } catch (IOException refused) {
        // Gone already, or the platform does not rename folders with open files.
        reason = tryDelete(root, reason);
      }
      reason = tryDelete(doomed, reason);
    }
    if (isThere(root, doomed)) {
      throw new IOException(
          "folder: "
              + root
              + " could not be deleted: "
              + (reason == null ? "a process is still writing to it" : Reason.of(reason)),
          reason);
    }
  }

  private static boolean isThere(Path root, Path doomed) {
    return Files.exists(root, LinkOption.NOFOLLOW_LINKS)
        || Files.exists(doomed, LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns why not, for something may have been created or deleted meanwhile. */
  private static @Nullable IOException tryDelete(Path root, @Nullable IOException before) {
    try {
      Files.walkFileTree(root, new Deletion());
      return before;
    } catch (IOException e) {
      return e;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
