package dev.slipway.core.problem;

/**
 * A library on the class path is older than what Slipway can use; names version, place and least.
 */
public final class OldLibraryException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  /**
   * For one library.
   *
   * @param artifact its coordinates, without a version
   * @param version the version that is there
   * @param least the oldest that would do
   * @param place where it is, such as the address of its jar
   */
  public OldLibraryException(String artifact, String version, String least, String place) {
    super(
        artifact
            + ": "
            + version
            + " in "
            + place
            + " (expected: "
            + least
            + " or later); depend on a later version, the brokers' own is not needed");
  }
}
