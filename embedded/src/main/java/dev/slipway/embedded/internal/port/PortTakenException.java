package dev.slipway.embedded.internal.port;

import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** A port that was asked for by number is not to be had. */
final class PortTakenException extends RuntimeException {

  private final int port;

  PortTakenException(int port, String holder, @Nullable Throwable cause) {
    super(
        "port: %d (expected: one that is free on 127.0.0.1); it is taken by %s: end that, ask for another port, or let it be chosen"
            .formatted(port, holder),
        cause);
    this.port = port;
  }

  /** Whether an address is in use; it may also not be there, or not for this user. */
  static boolean explains(BindException refusal) {
    return String.valueOf(refusal.getMessage()).contains("in use");
  }

  int port() {
    return port;
  }
}
