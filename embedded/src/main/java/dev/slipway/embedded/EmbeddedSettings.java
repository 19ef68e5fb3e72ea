package dev.slipway.embedded;

import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that only matter for clusters of minutes on one machine. The user's own win over them;
 * {@code docs/embedded.md} lists them.
 */
final class EmbeddedSettings {
  private EmbeddedSettings() {}

  static Map<String, String> ofBroker() {
    Map<String, String> settings = new TreeMap<>();
    // The first rebalance of a group would wait three seconds for more members.
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A follower that asks a leader too early would sit out a whole second.
    settings.put("replica.fetch.backoff.ms", "50");
    // The last broker of a cluster that ends has nobody to hand its partitions to, and would wait
    // for somebody three times five seconds.
    settings.put("controlled.shutdown.retry.backoff.ms", "100");
    // 128 MiB of heap a broker otherwise.
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    // Fifty partitions each, with logs and indexes, for the few groups of a test.
    settings.put("offsets.topic.num.partitions", "5");
    settings.put("transaction.state.log.num.partitions", "5");
    // Nobody reads a child's MBeans.
    settings.put("metrics.jmx.exclude", ".*");
    // A broker that stops while the controller is gone would wait 30 s for an answer.
    settings.put("controller.socket.timeout.ms", "2000");
    // How long a killed broker is taken for alive: nobody wants to wait 18 s for a failover.
    settings.put("zookeeper.session.timeout.ms", "6000");
    return settings;
  }

  static Map<String, String> ofServer(boolean temporary) {
    Map<String, String> settings = new TreeMap<>();
    // Every node and client of a cluster has the same address here.
    settings.put("maxClientCnxns", "0");
    // The ports are reserved: one that is taken all the same stays so.
    settings.put("electionPortBindRetry", "3");
    if (temporary) {
      // Synced to disk is what outlives the machine; what outlives a killed process is enough here.
      settings.put("forceSync", "no");
    }
    return settings;
  }
}
