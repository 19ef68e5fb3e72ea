package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Kafka in the image {@code apache/kafka}.
 *
 * <p>The image's own entry point is not used: it serves brokers without ZooKeeper only.
 *
 * @see <a href="https://github.com/apache/kafka/tree/3.9.2/docker/jvm">the image's source</a>
 * @see <a href="https://github.com/apache/kafka/blob/3.9.2/bin/kafka-run-class.sh">the script that
 *     reads the variables</a>
 */
final class BrokerProgram implements Program {
  // A broker hands over the leadership of its partitions, which it tries 3 times 5 s apart, and
  // then writes its logs to disk; killed before, it looks through them all at its next start.
  private static final long GRACE_SECONDS = 120;

  // ApiVersions, version 0: size 10, key 18, version 0, correlation 0, no client id.
  static final String API_VERSIONS = "\\0\\0\\0\\012\\0\\022\\0\\0\\0\\0\\0\\0\\377\\377";

  @Override
  public String settingsFile(NodePlan node) {
    return node.name() + ConfigObjects.BROKER_FILE;
  }

  @Override
  public Map<String, String> files(NodePlan node) {
    return Map.of(settingsFile(node), node.config().render());
  }

  @Override
  public Map.Entry<String, String> logging() {
    return Map.entry(Logging.BROKER_FILE, Logging.ofBroker());
  }

  @Override
  public List<String> command() {
    return List.of("/opt/kafka/bin/kafka-server-start.sh");
  }

  @Override
  public List<String> arguments() {
    return List.of(
        ConfigObjects.FOLDER + "/$(" + NodeContainer.POD_NAME + ")" + ConfigObjects.BROKER_FILE);
  }

  @Override
  public Map<String, String> environment(Optional<String> heap) {
    Map<String, String> environment = new TreeMap<>();
    // Without the script's -loggc: its files would fill the scratch folder.
    environment.put("EXTRA_ARGS", "-name kafkaServer");
    environment.put(
        "KAFKA_LOG4J_OPTS",
        "-Dlog4j.configuration=file:" + ConfigObjects.FOLDER + "/" + Logging.BROKER_FILE);
    environment.put(optionsVariable(), "-XX:+ExitOnOutOfMemoryError");
    environment.put("LOG_DIR", NodeContainer.SCRATCH + "/logs");
    heap.ifPresent(option -> environment.put("KAFKA_HEAP_OPTS", option));
    return environment;
  }

  @Override
  public String optionsVariable() {
    return "KAFKA_OPTS";
  }

  /** The answer begins with its size, less than 16 MiB, so with a zero. */
  @Override
  public String question(int clientPort) {
    return Program.connect(clientPort)
        + "; printf '"
        + API_VERSIONS
        + "' >&3; why='it does not answer'; IFS= read -r -d '' -t 3 zero <&3";
  }

  @Override
  public long graceSeconds() {
    return GRACE_SECONDS;
  }
}
