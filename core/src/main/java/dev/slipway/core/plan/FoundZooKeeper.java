package dev.slipway.core.plan;

import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.plan.TrafficEdge.Reason;
import java.util.List;
import java.util.Optional;

/** ZooKeeper servers that are there already. */
final class FoundZooKeeper implements Quorum {
  private final ExistingZooKeeper existing;
  private final QuorumPlan.Existing plan;

  FoundZooKeeper(ExistingZooKeeper existing) {
    this.existing = existing;
    this.plan =
        new QuorumPlan.Existing(
            ConnectString.parse(existing.connect(), ConnectString.SILENT), existing.chroot());
  }

  @Override
  public QuorumPlan plan() {
    return plan;
  }

  @Override
  public void check(ProblemList problems) {
    QuorumChecks.chroot(existing.chroot(), problems);
    QuorumChecks.connect(existing.connect(), problems);
  }

  @Override
  public void configure(ConfigBuilder broker) {
    broker.topology("zookeeper.connect", plan.connect(), "every server, then the chroot");
  }

  @Override
  public Optional<NodeGroup> group() {
    return Optional.empty();
  }

  @Override
  public List<TrafficEdge> traffic(Party brokers) {
    return plan.servers().stream()
        .map(
            server ->
                new TrafficEdge(
                    brokers, new Party.Elsewhere(server.host()), server.port(), Reason.CLIENT))
        .toList();
  }
}
