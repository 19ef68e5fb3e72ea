package dev.slipway.kubernetes.internal.access;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * The bytes that come in on one side of a connection: looked at ahead, taken, or passed on without
 * being kept.
 */
final class Inlet {
  private static final int CAPACITY = 1 << 16;

  private final ReadableByteChannel from;

  /** What has been read and not yet consumed lies between its position and its limit. */
  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).flip();

  Inlet(ReadableByteChannel from) {
    this.from = from;
  }

  /** Waits for the next byte; false when there is none. */
  boolean hasMore() throws IOException {
    return buffer.hasRemaining() || read() >= 0;
  }

  /** The two bytes at a place after the next byte to be consumed. */
  short int16(int offset) throws IOException {
    look(offset + Short.BYTES);
    return buffer.getShort(buffer.position() + offset);
  }

  /** The four bytes at a place after the next byte to be consumed. */
  int int32(int offset) throws IOException {
    look(offset + Integer.BYTES);
    return buffer.getInt(buffer.position() + offset);
  }

  /** The byte at a place after the next byte to be consumed. */
  byte int8(int offset) throws IOException {
    look(offset + 1);
    return buffer.get(buffer.position() + offset);
  }

  /** Changes two bytes that have been looked at. */
  void replaceInt16(int offset, short value) {
    buffer.putShort(buffer.position() + offset, value);
  }

  /** Consumes bytes that are to be kept. */
  byte[] take(int count) throws IOException {
    byte[] taken = new byte[count];
    int done = Math.min(count, buffer.remaining());
    buffer.get(taken, 0, done);
    ByteBuffer rest = ByteBuffer.wrap(taken, done, count - done);
    while (rest.hasRemaining()) {
      if (from.read(rest) < 0) {
        throw ended();
      }
    }
    return taken;
  }

  /** Passes on so many bytes, as they come. */
  void pass(long count, WritableByteChannel to) throws IOException {
    long left = count;
    while (left > 0) {
      if (!buffer.hasRemaining() && read() < 0) {
        throw ended();
      }
      ByteBuffer part = buffer.slice();
      part.limit((int) Math.min(left, part.remaining()));
      int length = part.remaining();
      while (part.hasRemaining()) {
        to.write(part);
      }
      buffer.position(buffer.position() + length);
      left -= length;
    }
  }

  /** Passes on what has come, at least a byte; the count. */
  int passSome(WritableByteChannel to) throws IOException {
    int count = buffer.remaining();
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    return count;
  }

  private void look(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return;
    }
    if (count > CAPACITY) {
      throw new BrokenFrameException("header: over " + CAPACITY + " bytes");
    }
    while (buffer.remaining() < count) {
      buffer.compact();
      int read;
      try {
        read = from.read(buffer);
      } finally {
        buffer.flip();
      }
      if (read < 0) {
        throw ended();
      }
    }
  }

  /** Reads into the empty buffer. */
  private int read() throws IOException {
    buffer.clear();
    try {
      return from.read(buffer);
    } finally {
      buffer.flip();
    }
  }

  private static EOFException ended() {
    return new EOFException("the connection ended within a message");
  }
}
