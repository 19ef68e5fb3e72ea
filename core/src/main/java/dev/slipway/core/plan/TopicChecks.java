package dev.slipway.core.plan;

import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names of topics. */
final class TopicChecks {
  private static final Set<String> OF_KAFKA =
      Set.of("__consumer_offsets", "__transaction_state", "__cluster_metadata");

  private TopicChecks() {}

  static void run(Inputs inputs, ProblemList problems) {
    Map<String, String> seen = new HashMap<>();
    for (TopicSpec topic : inputs.spec().kafka().topics()) {
      String name = topic.name();
      String place = "kafka.topics[" + name + "]";
      if (!Syntax.isTopic(name)) {
        problems.error(
            ProblemCode.TOPIC_NAME_INVALID,
            place,
            name,
            "1 to 249 letters, digits, dots, underscores and hyphens",
            "rename the topic");
      }
      if (OF_KAFKA.contains(name) || name.equals(ClusterPlan.PROBE_TOPIC)) {
        problems.error(
            ProblemCode.TOPIC_RESERVED,
            place,
            name,
            "no name that Kafka or Slipway use themselves",
            "rename the topic");
      }
      // Kafka's metrics write a dot as an underscore, so it refuses the second of such a pair.
      String other = seen.putIfAbsent(name.replace('.', '_'), name);
      if (other != null) {
        problems.error(
            ProblemCode.TOPIC_DUPLICATE,
            place,
            name,
            other.equals(name)
                ? "every topic once"
                : "no name that differs from '" + other + "' in dots and underscores alone",
            "rename or leave out one of them");
      }
    }
  }
}
