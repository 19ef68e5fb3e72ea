package dev.slipway.core.plan;

import dev.slipway.core.plan.PlannedSetting.Origin;
import java.util.List;

/**
 * Settings that Slipway decides by the size of the cluster and that the user may decide otherwise.
 * {@code docs/defaults.md} lists them; a test compares.
 */
public final class Defaults {
  private static final int REPLICAS = 3;

  private Defaults() {}

  /**
   * The defaults of a broker.
   *
   * @param brokers the number of brokers
   * @see <a href="https://kafka.apache.org/39/documentation.html#brokerconfigs">Kafka: broker
   *     configs</a>
   */
  public static List<PlannedSetting> ofBroker(int brokers) {
    int replicas = Math.min(REPLICAS, brokers);
    // One less than the replicas, so that one broker can restart while producers with acks=all go
    // on; Kafka's documentation of min.insync.replicas gives 2 of 3 as the typical scenario.
    int inSync = Math.max(1, replicas - 1);
    return List.of(
        setting(
            "default.replication.factor",
            replicas,
            "3 replicas, or as many as there are brokers; Kafka's own default of 1 loses data with"
                + " one disk"),
        setting(
            "min.insync.replicas",
            inSync,
            "one less than the replicas: a broker can restart while producers with acks=all go on"),
        setting(
            "offsets.topic.replication.factor",
            replicas,
            "as many as for other topics; Kafka's default of 3 never succeeds with fewer brokers"),
        setting(
            "transaction.state.log.replication.factor",
            replicas,
            "as many as for other topics; Kafka's default of 3 never succeeds with fewer brokers"),
        setting(
            "transaction.state.log.min.isr",
            inSync,
            "one less than the replicas; Kafka's default of 2 never succeeds with one broker"),
        setting(
            "zookeeper.connection.timeout.ms",
            120_000,
            "brokers and servers start at once; otherwise a broker gives up after"
                + " zookeeper.session.timeout.ms"),
        setting(
            "replica.fetch.backoff.ms",
            500,
            "a follower may ask for a new partition before its leader knows of it; with Kafka's"
                + " 1000 the first write with acks=all to a new topic, or after a change of leaders,"
                + " may wait a second"));
  }

  /**
   * The defaults of a ZooKeeper server.
   *
   * @see <a
   *     href="https://zookeeper.apache.org/doc/r3.9.4/zookeeperAdmin.html#sc_configuration">ZooKeeper:
   *     configuration parameters</a>
   */
  public static List<PlannedSetting> ofServer() {
    return List.of(
        setting("tickTime", 2_000, "the unit of ZooKeeper's timeouts, in milliseconds"),
        setting("initLimit", 10, "ticks a follower may take to copy the leader's data: 20 s"),
        setting("syncLimit", 5, "ticks a follower may lag behind: 10 s"),
        setting("autopurge.purgeInterval", 1, "hours; ZooKeeper's own default never purges"),
        setting("autopurge.snapRetainCount", 3, "the fewest that ZooKeeper allows"),
        setting(
            "4lw.commands.whitelist",
            "srvr,mntr,ruok,stat,isro",
            "what probes ask; ZooKeeper's own default is srvr alone"),
        setting("admin.enableServer", "false", "an HTTP server at port 8080 that nobody needs"),
        setting(
            "electionPortBindRetry",
            0,
            "for ever: a server's own DNS name may not resolve yet when it starts"));
  }

  private static PlannedSetting setting(String key, Object value, String reason) {
    return new PlannedSetting(key, value.toString(), Origin.DEFAULT, reason);
  }
}
