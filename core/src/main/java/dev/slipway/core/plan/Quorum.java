package dev.slipway.core.plan;

import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ZooKeeperSpec;
import java.util.List;
import java.util.Optional;

/** All that only one kind of metadata quorum knows, for those who plan the rest. */
sealed interface Quorum permits LaunchedZooKeeper, FoundZooKeeper {
  /** What was decided of it. */
  QuorumPlan plan();

  /** Finds what is wrong with what was asked of it. */
  void check(ProblemList problems);

  /** Sets what a broker must know of it. */
  void configure(ConfigBuilder broker);

  /** The nodes that are launched for it; empty where none are. */
  Optional<NodeGroup> group();

  /** Who may open which port of its nodes, or of those that are there already. */
  List<TrafficEdge> traffic(Party brokers);

  /** The quorum that was asked for. */
  static Quorum of(Inputs inputs, Addresses addresses) {
    return inputs.spec().quorum() instanceof ZooKeeperSpec launched
        ? new LaunchedZooKeeper(inputs, launched, addresses)
        : new FoundZooKeeper((ExistingZooKeeper) inputs.spec().quorum());
  }
}
