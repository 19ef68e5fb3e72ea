package dev.slipway.kubernetes.internal.access;

import java.io.IOException;

/**
 * A request's head.
 *
 * @param size of the request without the size itself
 * @param answered whether the broker answers it
 */
record Request(int size, short apiKey, short version, int correlationId, boolean answered) {
  /** Makes a broker answer that it does not know the version, and which ones it knows. */
  private static final short UNHEARD_OF = Short.MAX_VALUE;

  private static final int API_KEY = 4;
  private static final int VERSION = 6;
  private static final int CORRELATION_ID = 8;
  private static final int HEAD = 12;

  /**
   * Looks at the head of the next request.
   *
   * @throws BrokenFrameException if it is none, or must not be forwarded
   */
  static Request next(Inlet in) throws IOException {
    int size = in.int32(0);
    if (size < HEAD - API_KEY) {
      throw new BrokenFrameException("request: " + size + " bytes (expected: 8 and more)");
    }
    short apiKey = in.int16(API_KEY);
    short version = in.int16(VERSION);
    int correlationId = in.int32(CORRELATION_ID);
    if (apiKey == ApiTable.API_VERSIONS && version > ApiTable.highest(apiKey)) {
      // The answer could not be read; the client asks again in a version that it is told.
      in.replaceInt16(VERSION, UNHEARD_OF);
      return new Request(size, apiKey, UNHEARD_OF, correlationId, true);
    }
    if (!ApiTable.forwards(apiKey, version)) {
      throw new BrokenFrameException(
          "request: api key %d version %d (expected: what was offered)".formatted(apiKey, version));
    }
    boolean answered = apiKey != ApiTable.PRODUCE || acknowledged(in, version);
    return new Request(size, apiKey, version, correlationId, answered);
  }

  private static boolean acknowledged(Inlet in, short version) throws IOException {
    int at = HEAD;
    at += Short.BYTES + Math.max(0, in.int16(at)); // client id
    if (version >= 9) {
      Varint tags = Varint.at(in, at);
      at = tags.end();
      for (int left = tags.value(); left > 0; left--) {
        Varint length = Varint.at(in, Varint.at(in, at).end());
        at = length.end() + length.value();
      }
      Varint id = Varint.at(in, at); // transactional id
      at = id.end() + Math.max(0, id.value() - 1);
    } else if (version >= 3) {
      at += Short.BYTES + Math.max(0, in.int16(at));
    }
    return in.int16(at) != 0;
  }

  /**
   * A number of variable length.
   *
   * @param end the place after it
   */
  private record Varint(int value, int end) {
    static Varint at(Inlet in, int start) throws IOException {
      int value = 0;
      int at = start;
      for (int shift = 0; shift < 21; shift += 7) {
        byte next = in.int8(at++);
        value |= (next & 0x7f) << shift;
        if (next >= 0) {
          return new Varint(value, at);
        }
      }
      throw new BrokenFrameException("header: a length of over 2 MB");
    }
  }
}
