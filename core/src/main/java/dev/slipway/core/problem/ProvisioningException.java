package dev.slipway.core.problem;

/** A cluster could not be planned, launched or proved, for a cause outside Slipway's own code. */
public abstract class ProvisioningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that says value, expectation and fix. */
  protected ProvisioningException(String message) {
    super(message);
  }

  /** With a message that says value, expectation and fix, and what caused it. */
  protected ProvisioningException(String message, Throwable cause) {
    super(message, cause);
  }
}
