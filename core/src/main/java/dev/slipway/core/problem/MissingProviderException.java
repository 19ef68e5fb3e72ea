package dev.slipway.core.problem;

/** Something asked for is not on the class path; names the artifact to add. */
public final class MissingProviderException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  /**
   * For something that one artifact provides.
   *
   * @param asked what was asked for
   * @param artifact the coordinates of the artifact to add, without a version
   */
  public MissingProviderException(String asked, String artifact) {
    super(asked + ": not on the class path (expected: the artifact " + artifact + ")");
  }
}
