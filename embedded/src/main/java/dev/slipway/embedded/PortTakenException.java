package dev.slipway.embedded;

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

  int port() {
    return port;
  }
}
