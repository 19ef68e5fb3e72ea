package dev.slipway.kubernetes.internal.access;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Rewrites those answers that tell addresses, or what a client may ask. */
final class Answers {
  /** The error code of an answer that is told in version 0 because the asked one is unknown. */
  private static final short UNSUPPORTED_VERSION = 35;

  private static final int CORRELATION_ID = Integer.BYTES;

  private final ForwardedAddresses addresses;

  Answers(ForwardedAddresses addresses) {
    this.addresses = addresses;
  }

  /** Whether the answer to such a request has to be rewritten. */
  static boolean rewrites(short apiKey, short version) {
    return switch (apiKey) {
      case ApiTable.METADATA,
          ApiTable.FIND_COORDINATOR,
          ApiTable.API_VERSIONS,
          ApiTable.DESCRIBE_CLUSTER ->
          true;
      case ApiTable.PRODUCE -> version >= 10;
      default -> false;
    };
  }

  /**
   * Rewrites an answer.
   *
   * @param answer the whole of it, from the correlation id
   * @throws BrokenFrameException if it is not such an answer
   */
  byte[] rewrite(short apiKey, short version, byte[] answer) throws BrokenFrameException {
    ByteBuffer in = ByteBuffer.wrap(answer);
    try {
      return switch (apiKey) {
        case ApiTable.METADATA -> metadata(opened(in, version >= 9), version);
        case ApiTable.FIND_COORDINATOR -> coordinators(opened(in, version >= 3), version);
        case ApiTable.API_VERSIONS -> apiVersions(in, version);
        case ApiTable.DESCRIBE_CLUSTER -> cluster(opened(in, true), version);
        case ApiTable.PRODUCE -> produced(opened(in, true), version);
        default -> throw new IllegalArgumentException("api key: " + apiKey);
      };
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new BrokenFrameException(
          "answer to api key %d version %d, %d bytes: not readable (%s)"
              .formatted(apiKey, version, answer.length, e));
    }
  }

  /** Reads the header. */
  private static Splice opened(ByteBuffer in, boolean flexible) {
    Splice answer = new Splice(in, flexible);
    answer.skip(CORRELATION_ID);
    answer.skipTags();
    return answer;
  }

  private byte[] metadata(Splice answer, short version) {
    if (version >= 3) {
      answer.skip(Integer.BYTES); // throttle time
    }
    for (int left = answer.arrayLength(); left > 0; left--) {
      answer.address(answer.int32(), addresses);
      if (version >= 1) {
        answer.skipString(); // rack
      }
      answer.skipTags();
    }
    return answer.finish();
  }

  private byte[] coordinators(Splice answer, short version) {
    if (version >= 1) {
      answer.skip(Integer.BYTES); // throttle time
    }
    if (version < 4) {
      answer.skip(Short.BYTES); // error code
      if (version >= 1) {
        answer.skipString(); // error message
      }
      answer.address(answer.int32(), addresses);
      return answer.finish();
    }
    for (int left = answer.arrayLength(); left > 0; left--) {
      answer.skipString(); // key
      answer.address(answer.int32(), addresses);
      answer.skip(Short.BYTES); // error code
      answer.skipString(); // error message
      answer.skipTags();
    }
    return answer.finish();
  }

  private byte[] cluster(Splice answer, short version) {
    answer.skip(Integer.BYTES + Short.BYTES); // throttle time, error code
    answer.skipString(); // error message
    if (version >= 1) {
      int start = answer.position();
      answer.skip(1);
      if (answer.since(start)[0] != 1) {
        return answer.finish(); // controllers, not brokers
      }
    }
    answer.skipString(); // cluster id
    answer.skip(Integer.BYTES); // controller id
    for (int left = answer.arrayLength(); left > 0; left--) {
      answer.address(answer.int32(), addresses);
      answer.skipString(); // rack
      if (version >= 2) {
        answer.skip(1); // is fenced
      }
      answer.skipTags();
    }
    return answer.finish();
  }

  private byte[] produced(Splice answer, short version) {
    for (int topics = answer.arrayLength(); topics > 0; topics--) {
      if (version >= 13) {
        answer.skip(2 * Long.BYTES); // topic id
      } else {
        answer.skipString(); // topic name
      }
      for (int partitions = answer.arrayLength(); partitions > 0; partitions--) {
        // index, error code, base offset, append time, log start offset
        answer.skip(Integer.BYTES + Short.BYTES + 3 * Long.BYTES);
        for (int errors = answer.arrayLength(); errors > 0; errors--) {
          answer.skip(Integer.BYTES); // batch index
          answer.skipString(); // message
          answer.skipTags();
        }
        answer.skipString(); // error message
        answer.skipTags();
      }
      answer.skipTags();
    }
    answer.skip(Integer.BYTES); // throttle time
    answer.rewriteTag(0, this::nodeEndpoints);
    return answer.finish();
  }

  private void nodeEndpoints(Splice field) {
    for (int left = field.arrayLength(); left > 0; left--) {
      field.address(field.int32(), addresses);
      field.skipString(); // rack
      field.skipTags();
    }
  }

  private static byte[] apiVersions(ByteBuffer in, short version) {
    boolean fallback = in.getShort(CORRELATION_ID) == UNSUPPORTED_VERSION;
    Splice answer = new Splice(in, version >= 3 && !fallback);
    answer.skip(CORRELATION_ID); // the header of this answer never has tagged fields
    answer.skip(Short.BYTES); // error code
    int start = answer.position();
    Offer offer = new Offer();
    for (int left = answer.arrayLength(); left > 0; left--) {
      short apiKey = answer.int16();
      short lowest = answer.int16();
      short highest = answer.int16();
      int tags = answer.position();
      answer.skipTags();
      offer.add(apiKey, lowest, highest, answer.since(tags));
    }
    answer.leaveOutSince(start);
    offer.writeTo(answer);
    return answer.finish();
  }
}
