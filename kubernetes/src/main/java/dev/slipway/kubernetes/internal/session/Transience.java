package dev.slipway.kubernetes.internal.session;

import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Tells a refusal from a hiccup. The client itself tries again after 429, 5xx and what it takes for
 * a broken connection, for a while; a connection that the server closed in the middle of an answer
 * is not among that.
 */
public final class Transience {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private Transience() {}

  public static boolean isTransient(RuntimeException failure) {
    KubernetesClientException refusal =
        failure instanceof KubernetesClientException own
            ? own
            : failure.getCause() instanceof KubernetesClientException cause ? cause : null;
    if (refusal == null || Thread.currentThread().isInterrupted()) {
      return false;
    }
    boolean withoutAnswer = refusal.getCode() <= 0 && refusal.getCause() != null;
    return withoutAnswer
        || refusal.getCode() == TOO_MANY_REQUESTS
        || refusal.getCode() >= SERVER_ERRORS;
  }
}
