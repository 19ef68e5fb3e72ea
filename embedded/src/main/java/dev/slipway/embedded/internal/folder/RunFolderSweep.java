package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the temporary run folders of this user whose owners have died without being able to, as
 * when the machine crashed. Those of living owners and of other users are not touched.
 */
final class RunFolderSweep {

  private static final Logger LOG = LoggerFactory.getLogger(RunFolderSweep.class);

  private static final Pattern LOCK =
      Pattern.compile(
          "(?<run>.+-(?<jvm>[0-9]+-[0-9a-f]+)-[0-9a-f]+)" + Pattern.quote(RunFolder.LOCK_SUFFIX));

  private final UserTempFolder parent;

  RunFolderSweep(UserTempFolder parent) {
    this.parent = parent;
  }

  void sweep() {
    if (!Files.isDirectory(parent.path(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> locks =
        Files.newDirectoryStream(parent.create(), "*" + RunFolder.LOCK_SUFFIX)) {
      for (Path lock : locks) {
        sweep(lock);
      }
    } catch (IOException e) {
      LOG.warn("Leftovers in {} could not be looked for: {}", parent.path(), e.toString());
    }
  }

  private void sweep(Path lockFile) {
    Matcher name = LOCK.matcher(lockFile.getFileName().toString());
    // One of this JVM's own must not even be opened: see OwnerLock.
    if (!name.matches() || name.group("jvm").equals(ProcessIdentity.nameOfThisJvm())) {
      return;
    }
    try {
      OwnerLock lock = OwnerLock.takeOver(lockFile).orElse(null);
      if (lock == null) {
        return;
      }
      try (lock) {
        Path folder = lockFile.resolveSibling(name.group("run"));
        LOG.info("Sweeping away {}, whose owner has died", folder);
        new ChildRecord(folder).killAll();
        FileTree.delete(folder);
        lock.deleteAndRelease();
      }
    } catch (IOException e) {
      LOG.warn("Leftovers of {} could not be swept away: {}", lockFile, e.toString());
    }
  }
}
