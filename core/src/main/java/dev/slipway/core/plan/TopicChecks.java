package dev.slipway.core.plan;

import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names of topics. */
final class TopicChecks {
  private static final Set<String> RESERVED =
      Set.of(
          "__consumer_offsets",
          "__transaction_state",
          "__cluster_metadata",
          "__share_group_state",
          "__remote_log_metadata",
          ClusterPlan.PROBE_TOPIC);

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
      // Kafka's metrics write a dot as an underscore, so it refuses the second of such a pair.
      String metric = name.replace('.', '_');
      if (RESERVED.contains(metric)) {
        problems.error(
            ProblemCode.TOPIC_RESERVED,
            place,
            name,
            "no name that Kafka or Slipway use themselves, be it with dots for underscores",
            "rename the topic");
      }
      String other = seen.putIfAbsent(metric, name);
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
