package dev.slipway.kubernetes.internal.access;

import java.io.IOException;

/** Carries bytes as they are. */
final class PlainRelay implements Relay {
  private volatile long answered;

  @Override
  public void requests(ByteStream from, ByteStream to) throws IOException {
    Inlet in = new Inlet(from);
    while (in.hasMore()) {
      in.passSome(to);
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public void answers(ByteStream from, ByteStream to) throws IOException {
    Inlet in = new Inlet(from);
    while (in.hasMore()) {
      answered += in.passSome(to);
    }
  }

  @Override
  public boolean halfCloses() {
    return true;
  }

  @Override
  public long progress() {
    return answered;
  }
}
