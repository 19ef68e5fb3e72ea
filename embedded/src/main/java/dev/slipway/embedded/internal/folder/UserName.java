package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What names a user in file names so that no two users have the same: the number of the user where
 * files have one. Its name may be {@code ?} in a container, for every user that passwd lacks.
 */
final class UserName {

  private static final String UID = "unix:uid";

  private UserName() {}

  static String ofThisUser(Path temp) {
    return ownerOfANewFile(temp)
        .or(() -> owner(Path.of("/proc/self")))
        .orElseGet(() -> of(System.getProperty("user.name", "")));
  }

  /** Its letters and digits, with a number where others could have the same. */
  static String of(String user) {
    String plain = user.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
    return plain.equals(user) ? plain : plain + "-" + Integer.toHexString(user.hashCode());
  }

  private static Optional<String> ownerOfANewFile(Path temp) {
    try {
      Path file = Files.createTempFile(temp, "slipway", ".user");
      try {
        return owner(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException notHere) {
      // Whoever needs the folder says what is wrong with it.
      return Optional.empty();
    }
  }

  private static Optional<String> owner(Path file) {
    try {
      return Optional.of(Files.getAttribute(file, UID).toString());
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException notPosix) {
      return Optional.empty();
    }
  }
}
