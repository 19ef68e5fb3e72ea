package dev.slipway.core.json;

import dev.slipway.core.problem.ProvisioningException;

/** A text that is not the JSON of a specification, or a specification that has none. */
public final class MalformedSpecException extends ProvisioningException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String value;
  private final String expectation;

  MalformedSpecException(String place, String value, String expectation) {
    super(place + ": " + value + " (expected: " + expectation + ")");
    this.place = place;
    this.value = value;
    this.expectation = expectation;
  }

  /**
   * Where it is: a JSON path as in {@code $.spec.listeners[0].port}, or line and column where the
   * text is no JSON at all.
   */
  public String place() {
    return place;
  }

  /** What is there; a secret is masked. */
  public String value() {
    return value;
  }

  /** What was expected instead. */
  public String expectation() {
    return expectation;
  }
}
