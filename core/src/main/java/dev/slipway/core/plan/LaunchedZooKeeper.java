package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.Addresses.ServerDoor;
import dev.slipway.core.plan.TrafficEdge.Reason;
import java.util.List;
import java.util.Optional;

/** ZooKeeper servers that are launched with the brokers. */
final class LaunchedZooKeeper implements Quorum {
  private final Inputs inputs;
  private final ZooKeeperSpec spec;
  private final QuorumPlan.Launched plan;

  LaunchedZooKeeper(Inputs inputs, ZooKeeperSpec spec, Addresses addresses) {
    this.inputs = inputs;
    this.spec = spec;
    this.plan =
        new QuorumPlan.Launched(
            new ServerPlanner(inputs, spec, addresses).servers(), spec.chroot());
  }

  @Override
  public QuorumPlan plan() {
    return plan;
  }

  @Override
  public void check(ProblemList problems) {
    QuorumChecks.chroot(spec.chroot(), problems);
  }

  @Override
  public void configure(ConfigBuilder broker) {
    broker.topology("zookeeper.connect", plan.connect(), "every server, then the chroot");
  }

  @Override
  public Optional<NodeGroup> group() {
    int majority = plan.servers().size() / 2 + 1;
    return Optional.of(
        new NodeGroup(NodeRole.ZOOKEEPER, spec, "zookeeper", plan.servers(), majority, ports()));
  }

  private List<PortPlan> ports() {
    return inputs.facts() instanceof KubernetesFacts
        ? List.of(
            new PortPlan("tcp-client", ServerDoor.CLIENT.port(), "brokers and probes"),
            new PortPlan("tcp-peer", ServerDoor.PEER.port(), "followers of the leader"),
            new PortPlan("tcp-election", ServerDoor.ELECTION.port(), "leader election"))
        : List.of();
  }

  @Override
  public List<TrafficEdge> traffic(Party brokers) {
    Party servers =
        new Party.Nodes(NodeRole.ZOOKEEPER, inputs.names().identity(NodeRole.ZOOKEEPER));
    int client = ServerDoor.CLIENT.port();
    return List.of(
        new TrafficEdge(servers, servers, ServerDoor.PEER.port(), Reason.PEER),
        new TrafficEdge(servers, servers, ServerDoor.ELECTION.port(), Reason.ELECTION),
        new TrafficEdge(brokers, servers, client, Reason.CLIENT),
        new TrafficEdge(new Party.Machine(), servers, client, Reason.PROBE));
  }
}
