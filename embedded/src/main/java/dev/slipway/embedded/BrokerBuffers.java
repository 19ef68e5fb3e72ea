package dev.slipway.embedded;

import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.settings.Setting;
import dev.slipway.core.settings.SettingsCatalog;

/**
 * What the buffers of one broker may take at the most. All brokers of a cluster have the same
 * settings.
 *
 * <p>A request is read into the heap. The JDK moves what goes through a channel by way of direct
 * memory, and each thread keeps a buffer as large as the largest it has needed so far ({@code
 * sun.nio.ch.Util}): threads of the network for whole requests, those that handle requests and
 * those that copy from other brokers for the records they append, those that clean for the records
 * they read.
 */
final class BrokerBuffers {
  // Producers whose largest requests are in hand at the same time; more have to say a heap.
  private static final int REQUESTS_IN_HAND = 4;
  // The log cleaner reads into one and writes from another.
  private static final int BUFFERS_OF_A_CLEANER = 2;
  // Nobody has more of a kind, and sums stay far below the largest number.
  private static final int MOST_THREADS = 1_024;

  private final ConfigFile config;
  private final int listeners;
  private final long fetchers;
  private final long record;

  BrokerBuffers(ClusterPlan plan) {
    this.config = plan.brokers().get(0).config();
    this.listeners = plan.listeners().size();
    this.fetchers = threads("num.replica.fetchers") * (plan.brokers().size() - 1);
    this.record =
        Math.max(
            Math.max(number("message.max.bytes"), number("replica.fetch.max.bytes")),
            plan.spec().kafka().topics().stream().mapToLong(BrokerBuffers::record).max().orElse(0));
  }

  private static long record(TopicSpec topic) {
    String most = topic.settings().get("max.message.bytes");
    return most == null ? 0 : parsed(most, 0);
  }

  /** Bytes of the heap. */
  long heap() {
    return REQUESTS_IN_HAND * record
        + fetchers * fetched()
        + BUFFERS_OF_A_CLEANER * threads("log.cleaner.threads") * record
        + number("log.cleaner.dedupe.buffer.size");
  }

  /** Bytes outside the heap. */
  long direct() {
    return threads("num.network.threads") * listeners * number("socket.request.max.bytes")
        + threads("num.io.threads") * record
        + fetchers * fetched()
        + threads("log.cleaner.threads") * record;
  }

  /** At least one record, even if it is larger than a response should be. */
  private long fetched() {
    return Math.max(record, number("replica.fetch.response.max.bytes"));
  }

  private long threads(String key) {
    return Math.min(MOST_THREADS, number(key));
  }

  private long number(String key) {
    long byDefault =
        SettingsCatalog.kafkaBroker()
            .find(key)
            .flatMap(Setting::defaultValue)
            .map(Long::parseLong)
            .orElseThrow(() -> new IllegalStateException(key + " (expected: a number of Kafka's)"));
    return config.value(key).map(value -> parsed(value, byDefault)).orElse(byDefault);
  }

  /** What a configuration provider is to give can't be known here. */
  private static long parsed(String value, long otherwise) {
    try {
      return Math.max(0, Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
