package dev.slipway.kubernetes.change;

import java.time.Duration;

/**
 * News of a deployment under way.
 *
 * @param phase what is being done
 * @param message what is new
 * @param elapsed how long the deployment has taken so far
 */
public record Progress(String phase, String message, Duration elapsed) {
  /** {@code [12345 ms] phase: message}. */
  @Override
  public String toString() {
    return "[" + elapsed.toMillis() + " ms] " + phase + ": " + message;
  }
}
