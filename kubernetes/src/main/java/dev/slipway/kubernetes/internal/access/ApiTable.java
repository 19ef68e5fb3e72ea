package dev.slipway.kubernetes.internal.access;

import java.util.List;

/**
 * Which requests are forwarded. A client learns from the answer to ApiVersions what it may send, so
 * what is left out there is not asked for.
 *
 * <p>An answer that tells addresses of brokers must be rewritten. For every version up to the one
 * given here it is known whether and where it does; a test holds that against the schemas of
 * Kafka's own clients. Newer versions are not offered.
 */
final class ApiTable {
  static final short PRODUCE = 0;
  static final short METADATA = 3;
  static final short FIND_COORDINATOR = 10;
  static final short SASL_HANDSHAKE = 17;
  static final short API_VERSIONS = 18;
  static final short DESCRIBE_CLUSTER = 60;

  /** Not forwarded at all. */
  static final int HIDDEN = -1;

  /**
   * The highest version forwarded, by API key. Fetch is offered without the versions whose answers
   * end with addresses (16 and up), because they would have to be held in memory; for the same
   * reason ShareFetch (78) and ShareAcknowledge (79) are hidden. What only controllers answer, with
   * addresses of controllers, is hidden: Vote (52), BeginQuorumEpoch (53), EndQuorumEpoch (54),
   * FetchSnapshot (59), UpdateRaftVoter (82).
   */
  private static final List<Integer> HIGHEST =
      List.of(
          13, 15, 11, 13, 7, 4, 8, 3, 10, 10, //
          6, 9, 4, 5, 5, 6, 5, 1, 5, 7, //
          6, 2, 6, 4, 5, 4, 5, 2, 6, 3, //
          3, 3, 4, 2, 2, 5, 2, 3, 3, 2, //
          2, 3, 3, 2, 1, 1, 0, 0, 1, 1, //
          0, 0, HIDDEN, HIDDEN, HIDDEN, 2, 3, 2, 0, HIDDEN, //
          2, 0, 4, 2, 0, 0, 2, 0, 1, 1, //
          0, 0, 0, 0, 1, 0, 1, 1, HIDDEN, HIDDEN, //
          1, 0, HIDDEN, 0, 0, 1, 0, 1, 1, 1, //
          1, 0, 0, 0, 0);

  private ApiTable() {}

  /** The highest version that is forwarded, or {@link #HIDDEN}. */
  static short highest(short apiKey) {
    return (short) (apiKey >= 0 && apiKey < HIGHEST.size() ? HIGHEST.get(apiKey) : HIDDEN);
  }

  /** The lowest version that is forwarded: the first SASL handshake is followed by other frames. */
  static short lowest(short apiKey) {
    return (short) (apiKey == SASL_HANDSHAKE ? 1 : 0);
  }

  static boolean forwards(short apiKey, short version) {
    return version >= lowest(apiKey) && version <= highest(apiKey);
  }
}
