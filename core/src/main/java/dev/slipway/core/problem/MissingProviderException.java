package dev.slipway.core.problem;

import java.util.List;

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
    this(asked, artifact, List.of());
  }

  /**
   * For something that one artifact provides.
   *
   * @param asked what was asked for
   * @param artifact the coordinates of the artifact to add, without a version
   * @param passedOver what was found but can't be used, and why; may be empty
   */
  public MissingProviderException(String asked, String artifact, List<String> passedOver) {
    super(
        asked
            + ": not on the class path (expected: the artifact "
            + artifact
            + (passedOver.isEmpty()
                ? ")"
                : ", loaded by the class loader of slipway-core; passed over: "
                    + String.join("; ", passedOver)
                    + ")"));
  }
}
