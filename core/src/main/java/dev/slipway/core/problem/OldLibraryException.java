package dev.slipway.core.problem;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** A library on the class path is older than what Slipway can use; names version, place and least. */
public final class OldLibraryException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  /**
   * For one library.
   *
   * @param artifact its coordinates, without a version
   * @param version the version that is there
   * @param least the oldest that would do
   * @param origin where a class of it came from
   */
  public OldLibraryException(
      String artifact, String version, String least, ProtectionDomain origin) {
    super(
        artifact
            + ": "
            + version
            + " in "
            + place(origin.getCodeSource())
            + " (expected: "
            + least
            + " or later); depend on a later version, the brokers' own is not needed");
  }

  private static String place(@Nullable CodeSource source) {
    return source == null || source.getLocation() == null
        ? "an unknown place"
        : source.getLocation().toString();
  }
}
