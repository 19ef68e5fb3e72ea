package dev.slipway.junit5;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.target.Target;
import java.util.Optional;

/**
 * What a test class asks for.
 *
 * @param spec the cluster
 * @param target where; empty for the target that the run has chosen
 * @param oneProcessPerNode whether each node is to be killed and paused by itself
 * @param sharing who uses it
 * @param keepOnFailure whether what can be looked at stays if a test fails
 */
record ClusterRequest(
    ClusterSpec spec,
    Optional<Target<?>> target,
    boolean oneProcessPerNode,
    Sharing sharing,
    boolean keepOnFailure) {
  static ClusterRequest of(ClusterSpec spec) {
    return new ClusterRequest(spec, Optional.empty(), false, Sharing.SESSION, false);
  }

  static ClusterRequest of(SlipwayCluster asked) {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name(asked.name())
            .zookeeper(zookeeper -> zookeeper.servers(asked.zookeeper()))
            .kafka(
                kafka -> {
                  kafka.brokers(asked.brokers());
                  KeyValues.of(asked.brokerSettings()).forEach(kafka::setting);
                  for (String topic : asked.topics()) {
                    kafka.topic(topic);
                  }
                })
            .build();
    return new ClusterRequest(
        spec, Optional.empty(), asked.oneProcessPerNode(), asked.sharing(), asked.keepOnFailure());
  }

  ClusterRequest on(Target<?> other) {
    return new ClusterRequest(spec, Optional.of(other), oneProcessPerNode, sharing, keepOnFailure);
  }

  ClusterRequest inProcesses() {
    return new ClusterRequest(spec, target, true, sharing, keepOnFailure);
  }

  ClusterRequest shared(Sharing other) {
    return new ClusterRequest(spec, target, oneProcessPerNode, other, keepOnFailure);
  }

  ClusterRequest kept() {
    return new ClusterRequest(spec, target, oneProcessPerNode, sharing, true);
  }
}
