package dev.slipway.core.plan;

import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.core.settings.SettingsCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Settings of servers, brokers and topics: owned, without effect, unknown, or not to be read. */
final class SettingChecks {
  private final ProblemList problems;

  private SettingChecks(ProblemList problems) {
    this.problems = problems;
  }

  static void run(Inputs inputs, ProblemList problems) {
    SettingChecks checks = new SettingChecks(problems);
    inputs
        .zookeeper()
        .ifPresent(
            zookeeper ->
                checks.check(
                    "zookeeper.settings",
                    zookeeper.settings(),
                    OwnedSettings::insteadForServer,
                    SettingsCatalog.zooKeeper(),
                    "ZooKeeper " + zookeeper.version()));
    String kafka = "Kafka " + inputs.spec().kafka().version();
    checks.check(
        "kafka.settings",
        inputs.spec().kafka().settings(),
        OwnedSettings::insteadForBroker,
        SettingsCatalog.kafkaBroker(),
        kafka);
    for (TopicSpec topic : inputs.spec().kafka().topics()) {
      checks.check(
          "kafka.topics[" + topic.name() + "].settings",
          topic.settings(),
          key -> Optional.empty(),
          SettingsCatalog.kafkaTopic(),
          kafka);
    }
  }

  private void check(
      String place,
      Map<String, String> settings,
      Function<String, Optional<String>> instead,
      SettingsCatalog catalog,
      String server) {
    new TreeMap<>(settings)
        .forEach(
            (key, value) -> {
              String there = place + "[" + key + "]";
              Optional<String> owned = instead.apply(key);
              if (owned.isPresent()) {
                problems.error(
                    ProblemCode.SETTING_OWNED,
                    there,
                    value,
                    "no value, since it follows from the rest",
                    owned.get());
              } else if (OwnedSettings.isOfKraft(key)) {
                problems.error(
                    ProblemCode.SETTING_READ_ONLY,
                    there,
                    value,
                    "no value, since it belongs to Kafka without ZooKeeper",
                    "leave it out");
              } else if (!catalog.knows(key)) {
                unknown(there, value, key, catalog, server);
              } else {
                catalog
                    .rejectionOf(key, value)
                    .ifPresent(
                        expectation ->
                            problems.error(
                                ProblemCode.SETTING_VALUE,
                                there,
                                value,
                                expectation,
                                "give such a value"));
              }
            });
  }

  private void unknown(
      String place, String value, String key, SettingsCatalog catalog, String server) {
    Optional<String> nearest = catalog.nearest(key);
    boolean ofTopic = catalog == SettingsCatalog.kafkaTopic();
    problems.warning(
        ProblemCode.SETTING_UNKNOWN,
        place,
        value,
        "a setting of " + server + nearest.map(name -> ", such as " + name).orElse(""),
        (nearest.isPresent() ? "write " + nearest.get() : "leave it out")
            + (ofTopic
                ? ", or keep it if your image's Kafka knows it: others refuse the topic"
                : ", or keep it if a plug-in reads it"));
  }
}
