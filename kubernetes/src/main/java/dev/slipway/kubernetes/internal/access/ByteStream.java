package dev.slipway.kubernetes.internal.access;

import java.io.IOException;
import java.nio.channels.ByteChannel;

/**
 * A blocking stream of bytes in both directions. One thread may read while another writes; closing
 * it from a third ends both.
 */
public interface ByteStream extends ByteChannel {
  /**
   * Says that nothing more will be written; reading goes on.
   *
   * @return whether the other side is told. Some streams can't say it: then the other side waits
   *     for more until the stream is closed
   * @throws IOException if the stream is broken
   */
  boolean closeOutput() throws IOException;
}
