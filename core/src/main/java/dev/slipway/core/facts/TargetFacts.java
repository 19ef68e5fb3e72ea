package dev.slipway.core.facts;

import java.util.Map;
import java.util.Set;

/** What a target knows before a plan is made. */
public sealed interface TargetFacts permits KubernetesFacts, LoopbackFacts {
  /** The target's name, as it appears in problems. */
  String target();

  /** What the target can honour of all that can be said. */
  Set<Feature> honoured();

  /**
   * What the target leaves out though it was asked for, because its user said so; such a feature
   * need not be {@link #honoured()}.
   */
  Set<Feature> ignored();

  /** Broker settings that this target prefers; the user's own win over them. */
  Map<String, String> kafkaDefaults();

  /** ZooKeeper settings that this target prefers; the user's own win over them. */
  Map<String, String> zookeeperDefaults();
}
