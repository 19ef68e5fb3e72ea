package dev.slipway.kubernetes.internal.access;

import java.util.ArrayList;
import java.util.List;

/** What a client may ask of a broker through a forwarder. */
final class Offer {
  private final List<Entry> entries = new ArrayList<>();

  /** Takes what the broker offers, as far as it is forwarded. */
  void add(short apiKey, short lowest, short highest, byte[] tags) {
    short from = (short) Math.max(lowest, ApiTable.lowest(apiKey));
    short to = (short) Math.min(highest, ApiTable.highest(apiKey));
    if (from <= to) {
      entries.add(new Entry(apiKey, from, to, tags));
    }
  }

  void writeTo(Splice answer) {
    answer.writeArrayLength(entries.size());
    for (Entry entry : entries) {
      answer.writeInt16(entry.apiKey);
      answer.writeInt16(entry.lowest);
      answer.writeInt16(entry.highest);
      answer.write(entry.tags);
    }
  }

  private static final class Entry {
    private final short apiKey;
    private final short lowest;
    private final short highest;
    private final byte[] tags;

    Entry(short apiKey, short lowest, short highest, byte[] tags) {
      this.apiKey = apiKey;
      this.lowest = lowest;
      this.highest = highest;
      this.tags = tags;
    }
  }
}
