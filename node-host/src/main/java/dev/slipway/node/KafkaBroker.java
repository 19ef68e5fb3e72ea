package dev.slipway.node;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaServer;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** A Kafka broker of the 3.x line whose metadata is in ZooKeeper. */
final class KafkaBroker implements Server {

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
    KafkaServer broker =
        new KafkaServer(KafkaConfig.fromProps(properties), Time.SYSTEM, Option.empty(), false);
    server = broker;
    broker.startup();
    started.run();
    broker.awaitShutdown();
  }

  @Override
  public void stop() {
    KafkaServer running = server;
    if (running != null) {
      running.shutdown();
    }
  }
}
