package dev.slipway.core.plan;

import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.Optional;

/** Versions of Kafka and ZooKeeper. */
final class VersionChecks {
  private static final Version KAFKA_WITHOUT_ZOOKEEPER = new Version(4, 0, 0);
  private static final Version OLDEST_PROVEN_KAFKA = new Version(3, 8, 0);
  private static final Version OLDEST_PROVEN_ZOOKEEPER = new Version(3, 8, 0);

  private VersionChecks() {}

  static void run(Inputs inputs, ProblemList problems) {
    kafka(inputs.spec().kafka().version(), problems);
    inputs.zookeeper().ifPresent(zookeeper -> zookeeper(zookeeper.version(), problems));
    if (inputs.facts() instanceof LoopbackFacts facts) {
      bundled("kafka.version", inputs.spec().kafka().version(), facts.kafkaVersion(), problems);
      inputs
          .zookeeper()
          .map(ZooKeeperSpec::version)
          .ifPresent(
              version -> bundled("zookeeper.version", version, facts.zookeeperVersion(), problems));
    }
  }

  private static void kafka(String text, ProblemList problems) {
    Optional<Version> version =
        readable("kafka.version", text, KafkaSpec.DEFAULT_VERSION, problems);
    if (version.isEmpty()) {
      return;
    }
    if (version.get().compareTo(KAFKA_WITHOUT_ZOOKEEPER) >= 0) {
      problems.error(
          ProblemCode.VERSION_WITHOUT_ZOOKEEPER,
          "kafka.version",
          text,
          "< 4.0: Kafka 4.0 removed ZooKeeper (KIP-833)",
          "say version(\"" + KafkaSpec.DEFAULT_VERSION + "\")");
    } else if (version.get().compareTo(OLDEST_PROVEN_KAFKA) < 0) {
      unproven("kafka.version", text, ">= 3.8", KafkaSpec.DEFAULT_VERSION, problems);
    }
  }

  private static void zookeeper(String text, ProblemList problems) {
    readable("zookeeper.version", text, ZooKeeperSpec.DEFAULT_VERSION, problems)
        .filter(version -> version.compareTo(OLDEST_PROVEN_ZOOKEEPER) < 0)
        .ifPresent(
            version ->
                unproven(
                    "zookeeper.version", text, ">= 3.8", ZooKeeperSpec.DEFAULT_VERSION, problems));
  }

  private static Optional<Version> readable(
      String place, String text, String example, ProblemList problems) {
    Optional<Version> version = Version.of(text);
    if (version.isEmpty()) {
      problems.error(
          ProblemCode.VERSION_UNREADABLE,
          place,
          text,
          "numbers and dots, such as " + example,
          "say version(\"" + example + "\"); name a special build by image(...)");
    }
    return version;
  }

  private static void unproven(
      String place, String text, String expectation, String example, ProblemList problems) {
    problems.warning(
        ProblemCode.VERSION_UNPROVEN, place, text, expectation, "say version(\"" + example + "\")");
  }

  private static void bundled(String place, String asked, String bundled, ProblemList problems) {
    if (!asked.equals(bundled)) {
      problems.error(
          ProblemCode.TARGET_VERSION,
          place,
          asked,
          bundled + ", which this target runs",
          "leave the version out, or launch on Kubernetes");
    }
  }
}
