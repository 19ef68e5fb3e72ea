package dev.slipway.kubernetes.internal.access;

import java.io.IOException;

/** Bytes that are not what the Kafka protocol says, or that must not be forwarded. */
final class BrokenFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenFrameException(String message) {
    super(message);
  }
}
