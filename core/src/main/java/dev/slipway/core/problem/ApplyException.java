package dev.slipway.core.problem;

/** The cluster's API server refused something; names object, verb and the server's own message. */
public final class ApplyException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  /**
   * For an object, or several.
   *
   * @param message what was refused, and what helps
   */
  public ApplyException(String message) {
    super(message);
  }

  /** As above, with what caused it. */
  public ApplyException(String message, Throwable cause) {
    super(message, cause);
  }
}
