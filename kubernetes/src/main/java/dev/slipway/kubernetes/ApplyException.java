package dev.slipway.kubernetes;

import dev.slipway.core.problem.ProvisioningException;

/** The Kubernetes cluster refused something; names object, verb and the server's own message. */
public final class ApplyException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  ApplyException(String message) {
    super(message);
  }

  ApplyException(String message, Throwable cause) {
    super(message, cause);
  }
}
