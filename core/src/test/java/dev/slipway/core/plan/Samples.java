package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.PortRange;
import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.problem.Problem;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Specifications and facts to plan with, in core's own words alone. */
final class Samples {
  /** Three machines with an address each. */
  static final KubernetesFacts KUBERNETES =
      KubernetesFacts.builder()
          .machine(MachineFacts.of("node-a", NodeAddressType.INTERNAL_IP, "10.0.0.1"))
          .machine(MachineFacts.of("node-b", NodeAddressType.INTERNAL_IP, "10.0.0.2"))
          .machine(MachineFacts.of("node-c", NodeAddressType.INTERNAL_IP, "10.0.0.3"))
          .nodePorts(PortRange.NODE_PORTS)
          .build();

  /** An address of a machine, at a port that the target chooses. */
  static final TestExposure NODE_PORT =
      new TestExposure(OptionalInt.empty(), new HostSource.OfNodes(NodeAddressType.EXTERNAL_DNS));

  /** Reserves ports, takes external ones out, splits identities at dots: as OSM does. */
  static final TestMesh EXCLUDING =
      new TestMesh(
          "excluding",
          MeshRules.builder()
              .reservedPorts(15000, 15001)
              .reservedUid(1500)
              .delivery(MeshRules.Delivery.POD_ADDRESS)
              .outsiders(MeshRules.Outsiders.PORT_EXCLUDED)
              .mostExcludedPorts(2)
              .dotInIdentityAllowed(false)
              .build());

  /** Leaves external ports in and accepts plaintext there, as Istio does. */
  static final TestMesh PERMISSIVE =
      new TestMesh(
          "permissive",
          MeshRules.builder()
              .reservedUid(1337)
              .delivery(MeshRules.Delivery.POD_ADDRESS)
              .outsiders(MeshRules.Outsiders.PORT_PERMISSIVE)
              .build());

  private Samples() {}

  /** Three servers, three brokers, and what else is said. */
  static ClusterSpec cluster(Consumer<ClusterSpec.Builder> said) {
    return cluster(zookeeper -> zookeeper.servers(3), kafka -> kafka.brokers(3), said);
  }

  /** Three servers, and brokers as described. */
  static ClusterSpec kafka(Consumer<KafkaSpec.Builder> kafka) {
    return cluster(zookeeper -> zookeeper.servers(3), kafka, cluster -> {});
  }

  /** Servers as described, and three brokers. */
  static ClusterSpec zookeeper(Consumer<ZooKeeperSpec.Builder> zookeeper) {
    return cluster(zookeeper, kafka -> kafka.brokers(3), cluster -> {});
  }

  static ClusterSpec cluster(
      Consumer<ZooKeeperSpec.Builder> zookeeper,
      Consumer<KafkaSpec.Builder> kafka,
      Consumer<ClusterSpec.Builder> said) {
    ClusterSpec.Builder builder = ClusterSpec.builder().zookeeper(zookeeper).kafka(kafka);
    said.accept(builder);
    return builder.build();
  }

  /** Three servers and three brokers, exposed. */
  static ClusterSpec exposed(ExposureSpec exposure) {
    return cluster(cluster -> cluster.listener(ListenerSpec.of(exposure)));
  }

  /** So many brokers, exposed at these ports. */
  static ClusterSpec exposedFrom(int brokers, int firstPort) {
    return cluster(
        zookeeper -> zookeeper.servers(3),
        kafka -> kafka.brokers(brokers),
        cluster -> cluster.listener(ListenerSpec.of(NODE_PORT.from(firstPort))));
  }

  static ListenerSpec listener(String name, ExposureSpec exposure) {
    return ListenerSpec.builder().name(name).exposure(exposure).build();
  }

  /** Facts of one machine with as many ports as the cluster needs. */
  static LoopbackFacts loopback(ClusterSpec spec) {
    return LoopbackFacts.builder()
        .folder("/tmp/cluster")
        .ports(IntStream.range(40_000, 40_000 + LoopbackFacts.portsNeeded(spec)).boxed().toList())
        .kafkaVersion(KafkaSpec.DEFAULT_VERSION)
        .zookeeperVersion(ZooKeeperSpec.DEFAULT_VERSION)
        .build();
  }

  static List<Problem> problems(ClusterSpec spec) {
    return problems(spec, KUBERNETES);
  }

  static List<Problem> problems(ClusterSpec spec, TargetFacts facts) {
    return Planner.problems(spec, facts);
  }

  /** An exposure that asks for what it is told to. */
  record TestExposure(OptionalInt firstPort, HostSource host) implements ExposureSpec {
    TestExposure from(int port) {
      return new TestExposure(OptionalInt.of(port), host);
    }

    TestExposure host(String given) {
      return new TestExposure(firstPort, new HostSource.OneForAll(given));
    }

    TestExposure hosts(String... given) {
      return new TestExposure(firstPort, new HostSource.OneEach(List.of(given)));
    }

    TestExposure template(String given) {
      return new TestExposure(firstPort, new HostSource.Template(given));
    }

    @Override
    public String kind() {
      return "test-node-port";
    }

    @Override
    public ExposureNeeds needs() {
      return new ExposureNeeds.PortOnEveryMachine(firstPort, host);
    }
  }

  /** A mesh that has the rules it is told to have. */
  record TestMesh(String kind, MeshRules rules) implements MeshSpec {}
}
