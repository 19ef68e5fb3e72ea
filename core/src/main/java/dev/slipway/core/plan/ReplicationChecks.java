package dev.slipway.core.plan;

import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Replicas and how many of them must be in sync, of the defaults and of every topic. */
final class ReplicationChecks {
  private static final String DEFAULT = "default.replication.factor";
  private static final String OFFSETS = "offsets.topic.replication.factor";
  private static final String MIN_ISR = "min.insync.replicas";

  private final int brokers;
  private final ConfigFile config;
  private final ProblemList problems;

  private ReplicationChecks(int brokers, ConfigFile config, ProblemList problems) {
    this.brokers = brokers;
    this.config = config;
    this.problems = problems;
  }

  static void run(Inputs inputs, List<BrokerPlan> brokers, ProblemList problems) {
    // Only addresses differ between brokers.
    ReplicationChecks checks =
        new ReplicationChecks(inputs.brokers(), brokers.get(0).config(), problems);
    checks.pair(DEFAULT, MIN_ISR);
    checks.pair("transaction.state.log.replication.factor", "transaction.state.log.min.isr");
    // Where both factors are the same, one report of the shared minimum is enough.
    if (!checks.config.value(OFFSETS).equals(checks.config.value(DEFAULT))) {
      checks.pair(OFFSETS, MIN_ISR);
    }
    inputs.spec().kafka().topics().forEach(checks::topic);
  }

  private void pair(String replicasKey, String inSyncKey) {
    number(config.value(replicasKey))
        .ifPresent(
            replicas -> {
              String place = "kafka.settings[" + replicasKey + "]";
              replicas(place, replicas);
              number(config.value(inSyncKey))
                  .ifPresent(
                      inSync ->
                          inSync(
                              "kafka.settings[" + inSyncKey + "]", inSync, replicas, replicasKey));
            });
  }

  private void topic(TopicSpec topic) {
    String place = "kafka.topics[" + topic.name() + "]";
    OptionalInt replicas =
        topic.replicas().isPresent() ? topic.replicas() : number(config.value(DEFAULT));
    if (replicas.isEmpty()) {
      return;
    }
    if (topic.replicas().isPresent()) {
      replicas(place + ".replicas", replicas.getAsInt());
    }
    String own = topic.settings().get(MIN_ISR);
    if (own != null) {
      number(Optional.of(own))
          .ifPresent(
              inSync ->
                  inSync(
                      place + ".settings[" + MIN_ISR + "]",
                      inSync,
                      replicas.getAsInt(),
                      "replicas"));
    } else if (topic.replicas().isPresent()) {
      number(config.value(MIN_ISR))
          .ifPresent(
              inSync -> inSync(place + ".replicas", inSync, replicas.getAsInt(), "replicas"));
    }
  }

  private void replicas(String place, int replicas) {
    if (replicas > brokers) {
      problems.error(
          ProblemCode.REPLICATION_ABOVE_BROKERS,
          place,
          replicas,
          "<= " + brokers + ", the number of brokers",
          "say at most " + brokers + ", or launch more brokers");
    }
  }

  private void inSync(String place, int inSync, int replicas, String replicasKey) {
    boolean onlyReplica = replicas == 1 && inSync <= 1;
    if (inSync >= replicas && !onlyReplica) {
      problems.error(
          ProblemCode.MIN_ISR_BLOCKS_RESTART,
          place,
          MIN_ISR + " " + inSync + " of " + replicas + " replicas",
          "less than the replicas, or producers with acks=all stop while one broker restarts",
          replicas > 1
              ? "require at most " + (replicas - 1) + ", or raise " + replicasKey
              : "require 1, or raise " + replicasKey);
    }
  }

  /** The number; empty where the value is none, which other checks report. */
  private static OptionalInt number(Optional<String> value) {
    try {
      return value.isPresent()
          ? OptionalInt.of(Integer.parseInt(value.get().strip()))
          : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
