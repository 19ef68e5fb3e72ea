package dev.slipway.embedded.internal.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** The CRC-32 of a file: what tells a damaged one quickly enough to be asked at each start. */
public final class Checksum {

  public static final int HEXADECIMAL = 16;

  private static final int BLOCK = 1 << 18;

  private Checksum() {}

  public static long of(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      while (channel.read(block) >= 0) {
        checksum.update(block.flip());
        block.clear();
      }
    }
    return checksum.getValue();
  }
}
