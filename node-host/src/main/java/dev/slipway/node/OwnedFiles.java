package dev.slipway.node;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Files and folders that must not outlive the parent; deleted by whoever sees it dead. */
final class OwnedFiles {

  private static final int ATTEMPTS = 20;

  private final Set<Path> owned = new ConcurrentSkipListSet<>();
  private final Set<Path> ownedIfEmpty = new ConcurrentSkipListSet<>();

  void add(Path path) {
    owned.add(path);
  }

  void addIfEmpty(Path folder) {
    ownedIfEmpty.add(folder);
  }

  void delete() {
    owned.forEach(OwnedFiles::delete);
    for (Path folder : ownedIfEmpty) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException notEmpty) {
        // Somebody else's files are in it: then it stays, which is what was asked for.
      }
    }
  }

  /**
   * Renames before it deletes: this JVM's nodes and its siblings are still writing, and what they
   * create by the old path after the rename fails instead of bringing the folder back.
   */
  private static void delete(Path path) {
    for (int attempt = 0;
        attempt < ATTEMPTS && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        attempt++) {
      Path doomed = path.resolveSibling(path.getFileName() + ".gone");
      try {
        Files.move(path, doomed);
      } catch (IOException refused) {
        // A sibling JVM was quicker, or the platform does not rename folders with open files.
        doomed = path;
      }
      deleteTree(doomed);
    }
  }

  private static void deleteTree(Path root) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
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
          });
    } catch (IOException refilled) {
      // Something was created while it was being deleted: the caller tries again.
    }
  }
}
