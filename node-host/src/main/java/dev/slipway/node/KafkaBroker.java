package dev.slipway.node;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaServer;
import org.apache.kafka.common.utils.Time;
import org.apache.zookeeper.KeeperException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** A Kafka broker of the 3.x line whose metadata is in ZooKeeper. */
final class KafkaBroker implements Server {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private final Path config;
  private volatile @Nullable KafkaServer server;

  KafkaBroker(Path config) {
    this.config = config;
  }

  @Override
  public void run(Runnable started) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(config)) {
      properties.load(reader);
    }
    KafkaConfig parsed = KafkaConfig.fromProps(properties);
    new QuorumWait(parsed.zkConnect()).await();
    KafkaServer broker = startedUp(parsed);
    started.run();
    broker.awaitShutdown();
  }

  /**
   * Starts a broker up. One that was killed is still registered until its ZooKeeper session
   * expires, and its successor refuses to start until then: so it is tried again for that long.
   */
  private KafkaServer startedUp(KafkaConfig parsed) throws Exception {
    long limit = System.nanoTime() + 2 * Duration.ofMillis(parsed.zkSessionTimeoutMs()).toNanos();
    while (true) {
      KafkaServer broker = new KafkaServer(parsed, Time.SYSTEM, Option.empty(), false);
      server = broker;
      try {
        broker.startup();
        return broker;
      } catch (Exception e) {
        if (!isStillRegistered(e) || System.nanoTime() > limit) {
          throw e;
        }
        LOG.info(
            "Broker {} is still registered by a session that has not expired; trying again",
            parsed.brokerId());
        Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
      }
    }
  }

  /**
   * If the old registration expires while Kafka is looking at it, Kafka fails over a missing Stat
   * (3.9.2, KafkaZkClient.CheckedEphemeral.getAfterNodeExists reads it before the result code).
   */
  private static boolean isStillRegistered(Exception e) {
    return e instanceof KeeperException.NodeExistsException
        || (e instanceof NullPointerException
            && e.getStackTrace().length > 0
            && e.getStackTrace()[0].getClassName().contains("CheckedEphemeral"));
  }

  @Override
  public void awaitMetadata(int brokers, List<String> topics, Duration timeout)
      throws InterruptedException, TimeoutException {
    long limit = System.nanoTime() + timeout.toNanos();
    while (!knows(brokers, topics)) {
      if (System.nanoTime() > limit) {
        throw new TimeoutException(
            "does not know %d brokers and the topics %s within %s"
                .formatted(brokers, topics, timeout));
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
  }

  private boolean knows(int brokers, List<String> topics) {
    KafkaServer running = server;
    return running != null
        && running.metadataCache().getAliveBrokers().size() >= brokers
        && topics.stream().allMatch(running.metadataCache()::contains);
  }

  @Override
  public void stop() {
    KafkaServer running = server;
    if (running != null) {
      running.shutdown();
    }
  }
}
