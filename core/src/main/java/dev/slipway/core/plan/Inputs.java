package dev.slipway.core.plan;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.facts.ListenerNeeds;
import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.NodeSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan is made of, less what the target was told to leave out.
 *
 * @param spec what was asked
 * @param facts what is known
 * @param names how things are called
 * @param needs what the listeners for outsiders need
 * @param mesh the mesh that is to be used
 * @param rules its rules
 */
record Inputs(
    ClusterSpec spec,
    TargetFacts facts,
    Names names,
    ListenerNeeds needs,
    Optional<MeshSpec> mesh,
    Optional<MeshRules> rules) {
  static Inputs of(ClusterSpec spec, TargetFacts facts) {
    Optional<MeshSpec> mesh =
        facts.ignored().contains(Feature.MESH) ? Optional.empty() : spec.mesh();
    return new Inputs(
        spec, facts, new Names(spec), ListenerNeeds.of(spec), mesh, mesh.map(MeshSpec::rules));
  }

  int brokers() {
    return needs.brokers();
  }

  int servers() {
    return Math.min(ZooKeeperSpec.MOST_SERVERS, zookeeper().map(ZooKeeperSpec::servers).orElse(0));
  }

  /** What is asked for the nodes to launch, by their role. */
  Map<NodeRole, NodeSpec> nodes() {
    Map<NodeRole, NodeSpec> nodes = new EnumMap<>(NodeRole.class);
    zookeeper().ifPresent(zookeeper -> nodes.put(NodeRole.ZOOKEEPER, zookeeper));
    nodes.put(NodeRole.BROKER, spec.kafka());
    return nodes;
  }

  /** The servers to launch; empty where existing ones are used. */
  Optional<ZooKeeperSpec> zookeeper() {
    return spec.quorum() instanceof ZooKeeperSpec zookeeper
        ? Optional.of(zookeeper)
        : Optional.empty();
  }
}
