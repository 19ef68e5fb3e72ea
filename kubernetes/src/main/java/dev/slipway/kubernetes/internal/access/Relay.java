package dev.slipway.kubernetes.internal.access;

import java.io.IOException;

/** What is done with the bytes of one connection; each direction in a thread of its own. */
interface Relay {
  /** Carries what the client says, until it ends. */
  void requests(ByteStream from, ByteStream to) throws IOException, InterruptedException;

  /** Carries what the node says, until it ends. */
  void answers(ByteStream from, ByteStream to) throws IOException;

  /** Whether one direction goes on when the other has ended. */
  boolean halfCloses();

  /** A count that grows as long as the node says something. */
  long progress();
}
