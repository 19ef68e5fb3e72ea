package dev.slipway.embedded;

import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.plan.PlannedSetting;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.embedded.internal.process.TopicsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of one cluster: a folder a node, and the specification to which they belong. */
final class DataFolder {
  private static final String SPEC = "cluster.json";
  private static final String TOPICS = "topics";

  private final Path root;

  DataFolder(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  Path log(String node) {
    return root.resolve(node).resolve("node.log");
  }

  Path config(String node, ConfigFile config) {
    return root.resolve(node).resolve(config.name());
  }

  Path topics() {
    return root.resolve(TOPICS);
  }

  /**
   * Takes the folder for a specification.
   *
   * @throws IllegalStateException if it belongs to another one
   */
  void claim(ClusterSpec spec) throws IOException {
    SpecJson json = SpecJson.of(getClass().getClassLoader());
    String text = json.write(spec);
    Path file = root.resolve(SPEC);
    if (!Files.exists(file)) {
      // Written aside: half a specification would belong to nobody.
      Path aside = root.resolve(SPEC + ".new");
      Files.writeString(aside, text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    String there = Files.readString(file);
    if (!there.equals(text)) {
      throw new IllegalStateException(
          "data folder: "
              + root
              + " belongs to another specification (expected: the one in "
              + file
              + "); deploy that one, or give this one a folder of its own");
    }
  }

  /** Writes every node's configuration; data that is there already stays. */
  void write(ClusterPlan plan) throws IOException {
    for (ServerPlan server : plan.servers()) {
      Path data = Files.createDirectories(Path.of(server.dataDir()));
      Files.writeString(data.resolve("myid"), server.id() + "\n");
      write(server.name(), server.config());
    }
    for (BrokerPlan broker : plan.brokers()) {
      Files.createDirectories(Path.of(broker.logDir()));
      write(broker.name(), relative(broker));
    }
    List<TopicsFile.Topic> topics =
        plan.topics().stream()
            .map(
                topic ->
                    new TopicsFile.Topic(
                        topic.name(), topic.partitions(), topic.replicas(), topic.settings()))
            .toList();
    TopicsFile.write(topics(), topics);
  }

  /**
   * Kafka splits {@code log.dirs} at each comma, and nothing keeps it from doing so. Paths are
   * relative to the working folder of child JVMs, which is this one.
   */
  private ConfigFile relative(BrokerPlan broker) {
    if (!broker.logDir().contains(",")) {
      return broker.config();
    }
    String folder = root.relativize(Path.of(broker.logDir())).toString();
    return new ConfigFile(
        broker.config().name(),
        broker.config().settings().stream()
            .map(
                setting ->
                    setting.key().equals("log.dirs")
                        ? new PlannedSetting(
                            setting.key(), folder, setting.origin(), setting.reason())
                        : setting)
            .toList());
  }

  private void write(String node, ConfigFile config) throws IOException {
    Files.writeString(config(node, config), config.render(), StandardCharsets.ISO_8859_1);
  }
}
