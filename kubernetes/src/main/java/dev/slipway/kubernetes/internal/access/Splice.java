package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Endpoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A message of the Kafka protocol that is read from front to end and copied with other values in
 * some places. Reading past its end throws {@link IllegalArgumentException} or {@link
 * BufferUnderflowException}.
 */
final class Splice {
  private final ByteBuffer in;
  private final boolean flexible;
  private final ByteArrayOutputStream out;

  /** What lies before this place has been written or left out. */
  private int copied;

  /**
   * Begins at the buffer's position.
   *
   * @param flexible whether the message has compact strings and arrays, and tagged fields
   */
  Splice(ByteBuffer in, boolean flexible) {
    this.in = in;
    this.flexible = flexible;
    this.out = new ByteArrayOutputStream(in.remaining() + 256);
    this.copied = in.position();
  }

  short int16() {
    return in.getShort();
  }

  int int32() {
    return in.getInt();
  }

  private void requireLeft(int bytes) {
    if (bytes < 0 || bytes > in.remaining()) {
      throw new IllegalArgumentException(
          "message: " + bytes + " bytes to come (expected: 0-" + in.remaining() + ")");
    }
  }

  void skip(int bytes) {
    requireLeft(bytes);
    in.position(in.position() + bytes);
  }

  int unsignedVarint() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("varint: over 5 bytes");
  }

  /** The length of an array that follows; 0 for null too. */
  int arrayLength() {
    int length = flexible ? unsignedVarint() - 1 : in.getInt();
    if (length > in.remaining()) {
      throw new IllegalArgumentException(
          "array: " + length + " elements in " + in.remaining() + " bytes");
    }
    return Math.max(0, length);
  }

  /** Skips a string, which may be null. */
  void skipString() {
    skip(Math.max(0, stringLength()));
  }

  private int stringLength() {
    return flexible ? unsignedVarint() - 1 : in.getShort();
  }

  /** Skips tagged fields, if the message has any. */
  void skipTags() {
    if (flexible) {
      for (int tags = unsignedVarint(); tags > 0; tags--) {
        unsignedVarint();
        skip(unsignedVarint());
      }
    }
  }

  /** Skips the broker's host and port, or writes others for them. */
  void address(int broker, ForwardedAddresses addresses) {
    int start = in.position();
    byte[] host = new byte[Math.max(0, Math.min(stringLength(), in.remaining()))];
    in.get(host);
    int port = in.getInt();
    Optional<Endpoint> told = addresses.of(broker, new String(host, StandardCharsets.UTF_8), port);
    if (told.isPresent()) {
      copyUpTo(start);
      writeString(told.get().host());
      writeInt32(told.get().port());
      copied = in.position();
    }
  }

  /** Reads tagged fields and rewrites the content of one of them. */
  void rewriteTag(int tag, Content content) {
    for (int tags = unsignedVarint(); tags > 0; tags--) {
      int found = unsignedVarint();
      int start = in.position();
      int length = unsignedVarint();
      if (found == tag) {
        requireLeft(length);
        Splice field = new Splice(in.slice(in.position(), length), true);
        content.rewrite(field);
        byte[] rewritten = field.finish();
        replaceFrom(start, length);
        writeUnsignedVarint(rewritten.length);
        write(rewritten);
      } else {
        skip(length);
      }
    }
  }

  /** Rewrites a field's content in place. */
  @FunctionalInterface
  interface Content {
    void rewrite(Splice field);
  }

  private void replaceFrom(int start, int skipped) {
    skip(skipped);
    copyUpTo(start);
    copied = in.position();
  }

  /** Where the next value is read. */
  int position() {
    return in.position();
  }

  /** The bytes since a place, which stay to be copied or left out. */
  byte[] since(int start) {
    byte[] bytes = new byte[in.position() - start];
    in.get(start, bytes);
    return bytes;
  }

  /** Leaves out what was read since a place; what is written next stands for it. */
  void leaveOutSince(int start) {
    copyUpTo(start);
    copied = in.position();
  }

  void writeArrayLength(int length) {
    if (flexible) {
      writeUnsignedVarint(length + 1);
    } else {
      writeInt32(length);
    }
  }

  void writeInt16(int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  void write(byte[] bytes) {
    out.writeBytes(bytes);
  }

  private void writeInt32(int value) {
    writeInt16(value >>> 16);
    writeInt16(value);
  }

  private void writeString(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (flexible) {
      writeUnsignedVarint(bytes.length + 1);
    } else {
      writeInt16(bytes.length);
    }
    write(bytes);
  }

  private void writeUnsignedVarint(int value) {
    int left = value;
    while ((left & ~0x7f) != 0) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  /** Copies the rest, read or not; the whole message. */
  byte[] finish() {
    copyUpTo(in.limit());
    return out.toByteArray();
  }

  private void copyUpTo(int end) {
    byte[] bytes = new byte[end - copied];
    in.get(copied, bytes);
    write(bytes);
    copied = end;
  }
}
