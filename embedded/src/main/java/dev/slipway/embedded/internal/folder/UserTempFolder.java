package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in the temporary folder of the machine where all of a user's runs lie, so that
 * leftovers can be found. Nobody else may write to it: child JVMs run code and read configuration
 * from there.
 */
public final class UserTempFolder {

  private final Path path;

  private UserTempFolder(Path path) {
    this.path = path;
  }

  /** The folder of the user of this JVM, which {@link #create()} makes if it is not there. */
  public static UserTempFolder ofThisUser() {
    return ofThisUserIn(machineTemp());
  }

  /** The same in another folder, where nothing is written to find out who the user is. */
  public static UserTempFolder ofThisUserIn(Path folder) {
    return in(folder, UserName.ofThisUser(machineTemp()));
  }

  private static Path machineTemp() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  public static UserTempFolder in(Path temp, String user) {
    return new UserTempFolder(temp.toAbsolutePath().resolve("slipway-" + user));
  }

  /** Where the user keeps what would otherwise be deleted; nothing here is swept. */
  UserTempFolder kept() {
    return new UserTempFolder(path.resolveSibling(path.getFileName() + "-kept"));
  }

  public Path path() {
    return path;
  }

  /** Creates the folder, or makes sure that the one that is there is the user's own. */
  public Path create() throws IOException {
    try {
      Files.createDirectory(path, onlyForTheUser());
    } catch (FileAlreadyExistsException e) {
      // Whose it is shows below.
    } catch (IOException e) {
      throw new IOException(
          "no folder can be made in the temporary folder "
              + path.getParent()
              + ": "
              + Reason.of(e)
              + " (expected: a folder that this user may write to); make it, or set java.io.tmpdir"
              + " to another",
          e);
    }
    Path probe;
    try {
      probe = Files.createTempFile(path, "owner", ".probe", onlyForTheUserFile());
    } catch (AccessDeniedException e) {
      throw notOurs(e);
    }
    try {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
          || !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))) {
        throw notOurs(null);
      }
    } finally {
      Files.deleteIfExists(probe);
    }
    return path;
  }

  private IOException notOurs(@Nullable IOException cause) {
    return new IOException(
        "folder: "
            + path
            + " belongs to somebody else, or may not be written to (expected: a folder of this"
            + " user); remove it, or set java.io.tmpdir to a folder of your own",
        cause);
  }

  /** Removes the folder if nothing is left in it. */
  void removeIfEmpty() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException notEmpty) {
      // Other runs of this user are in it.
    }
  }

  private static FileAttribute<?>[] onlyForTheUser() {
    return posix("rwx------");
  }

  private static FileAttribute<?>[] onlyForTheUserFile() {
    return posix("rw-------");
  }

  private static FileAttribute<?>[] posix(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
