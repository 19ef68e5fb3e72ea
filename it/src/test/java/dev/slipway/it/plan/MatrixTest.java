package dev.slipway.it.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.json.PlanJson;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.plan.Advertised;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerEndpoints;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.plan.TrafficEdge;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.it.plan.Matrix.Cell;
import dev.slipway.it.plan.Matrix.Mesh;
import dev.slipway.it.plan.Matrix.Namespaces;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every plan, whatever was asked. */
class MatrixTest {
  private static List<Case> cases = List.of();

  @BeforeAll
  static void planAll() {
    cases = Matrix.cells().stream().map(cell -> new Case(cell, cell.said(), cell.plan())).toList();
  }

  @Test
  void coversEveryCombination() {
    assertThat(cases).hasSize(5 * 5 * 5 * 5 * 3 * 2);
  }

  @Test
  void givesEveryPortOneUse() {
    everywhere(
        (cell, plan) -> {
          for (WorkloadPlan workload : plan.workloads()) {
            assertThat(workload.ports()).isNotEmpty();
            assertThat(workload.ports()).extracting(PortPlan::number).doesNotHaveDuplicates();
            assertThat(workload.ports()).extracting(PortPlan::name).doesNotHaveDuplicates();
          }
          assertThat(external(plan).map(known -> known.endpoint().port()))
              .hasSize(cell.brokers().count * cell.exposure().listeners().size())
              .doesNotHaveDuplicates()
              .allMatch(port -> port >= 30_000 && port <= 32_767);
        });
  }

  @Test
  void coversEveryAdvertisedListenerOfEveryBroker() {
    everywhere(
        (cell, plan) -> {
          assertThat(plan.complete()).isTrue();
          List<Object> advertised = new ArrayList<>();
          for (BrokerPlan broker : plan.brokers()) {
            assertThat(broker.listeners())
                .extracting(ListenerEndpoints::listener)
                .containsExactlyElementsOf(
                    plan.listeners().stream().map(ListenerPlan::kafkaName).toList());
            broker.listeners().forEach(endpoints -> advertised.add(endpoints.advertised()));
            assertThat(broker.config().value("advertised.listeners"))
                .hasValue(
                    String.join(
                        ",",
                        broker.listeners().stream()
                            .map(at -> at.listener() + "://" + at.advertised())
                            .toList()));
          }
          assertThat(advertised).doesNotHaveDuplicates();
          assertThat(plan.listeners()).hasSize(2 + cell.exposure().listeners().size());
        });
  }

  @Test
  void keepsReplicasWithinTheBrokers() {
    everywhere(
        (cell, plan) -> {
          for (BrokerPlan broker : plan.brokers()) {
            int replicas = number(broker, "default.replication.factor");
            assertThat(replicas).isBetween(1, cell.brokers().count);
            assertThat(number(broker, "offsets.topic.replication.factor")).isEqualTo(replicas);
            assertThat(number(broker, "transaction.state.log.replication.factor"))
                .isEqualTo(replicas);
            assertThat(number(broker, "min.insync.replicas"))
                .isEqualTo(number(broker, "transaction.state.log.min.isr"))
                .isBetween(1, Math.max(1, replicas - 1));
          }
        });
  }

  @Test
  void keepsTheRulesOfTheMesh() {
    everywhere(
        (cell, plan) -> {
          assertThat(plan.mesh().isPresent()).isEqualTo(cell.mesh() != Mesh.NONE);
          if (plan.mesh().isEmpty()) {
            return;
          }
          MeshPlan mesh = plan.mesh().get();
          List<Integer> external =
              plan.listeners().stream()
                  .filter(listener -> listener.exposure().isPresent())
                  .map(ListenerPlan::port)
                  .toList();
          boolean excluded = mesh.rules().outsiders() == MeshRules.Outsiders.PORT_EXCLUDED;
          assertThat(mesh.excludedPorts()).isEqualTo(excluded ? external : List.of());
          assertThat(mesh.permissivePorts()).isEqualTo(excluded ? List.of() : external);
          assertThat(plan.warnings().stream().filter(MatrixTest::isBypass)).hasSameSizeAs(external);
          for (WorkloadPlan workload : plan.workloads()) {
            assertThat(workload.ports())
                .isNotEmpty()
                .extracting(PortPlan::number)
                .doesNotContainAnyElementsOf(mesh.rules().reservedPorts());
            assertThat(workload.ports())
                .extracting(PortPlan::name)
                .allMatch(name -> name.matches("tcp-[a-z][a-z0-9-]{0,10}"));
            assertThat(mesh.rules().reservedUid()).isNotEqualTo(workload.uid());
          }
          for (ServerPlan server : plan.servers()) {
            assertThat(server.config().value("quorumListenOnAllIPs").isPresent())
                .isEqualTo(mesh.rules().delivery() == MeshRules.Delivery.LOOPBACK);
          }
        });
  }

  @Test
  void namesEverythingWithinTheLimits() {
    everywhere(
        (cell, plan) -> {
          List<String> names = new ArrayList<>();
          for (WorkloadPlan workload : plan.workloads()) {
            assertThat(workload.name()).hasSizeLessThanOrEqualTo(52);
            names.addAll(List.of(workload.name(), workload.clientService()));
          }
          plan.listeners().forEach(listener -> names.addAll(listener.services()));
          assertThat(names).doesNotHaveDuplicates();
          plan.servers().forEach(server -> names.add(server.name()));
          plan.brokers().forEach(broker -> names.add(broker.name()));
          assertThat(names).allMatch(name -> name.matches("[a-z][-a-z0-9]{0,61}[a-z0-9]"));
        });
  }

  @Test
  void admitsWhatIsNeededAndNoMore() {
    everywhere(
        (cell, plan) ->
            assertThat(plan.traffic())
                .extracting(TrafficEdge::toString)
                .containsExactlyInAnyOrderElementsOf(needed(cell)));
  }

  /** Derived from the cell alone, not from the plan. */
  private static List<String> needed(Cell cell) {
    NamespacesOf in = NamespacesOf.of(cell.namespaces());
    String servers = in.zookeeper + "/orders-zookeeper";
    String brokers = in.kafka + "/orders-broker";
    boolean meshed = cell.mesh() != Mesh.NONE;
    List<String> edges = new ArrayList<>();
    if (cell.launchesZooKeeper()) {
      edges.add(servers + " -> " + servers + ":2888 (peer)");
      edges.add(servers + " -> " + servers + ":3888 (election)");
      edges.add(brokers + " -> " + servers + ":2181 (client)");
      edges.add("the pod's machine -> " + servers + ":2181 (probe)");
    } else {
      edges.add(brokers + " -> zk-0.zk:2181 (client)");
      edges.add(brokers + " -> 2001:db8::1:2182 (client)");
    }
    edges.add(brokers + " -> " + brokers + ":9093 (inter-broker)");
    edges.add("the pod's machine -> " + brokers + ":9092 (probe)");
    if (meshed) {
      edges.add("apps/shop -> " + brokers + ":9092 (client)");
    }
    for (int i = 0; i < cell.exposure().listeners().size(); i++) {
      edges.add("outside -> " + brokers + ":" + (9094 + i) + " (external)");
    }
    return edges;
  }

  @Test
  void admitsOnlyToPortsThatAreThere() {
    everywhere(
        (cell, plan) -> {
          Set<Integer> ports = new HashSet<>(Set.of(2181, 2182));
          plan.workloads().forEach(w -> w.ports().forEach(port -> ports.add(port.number())));
          assertThat(plan.traffic()).extracting(TrafficEdge::port).isSubsetOf(ports);
        });
  }

  @Test
  void makesEqualPlansOfEqualSpecifications() {
    everywhere((cell, plan) -> assertThat(cell.plan()).isEqualTo(plan));
  }

  @Test
  void makesEqualPlansOfWhatJsonKeeps() {
    SpecJson json = SpecJson.create();
    for (Case one : cases) {
      ClusterSpec read = json.read(json.write(one.spec));
      assertThat(read).as(one.cell.toString()).isEqualTo(one.spec);
      assertThat(Matrix.complete(read)).as(one.cell.toString()).isEqualTo(one.plan);
    }
  }

  @Test
  void makesEqualPlansThroughBothDoors() {
    for (Case one : cases) {
      assertThat(one.cell.built()).as(one.cell.toString()).isEqualTo(one.spec);
    }
  }

  @Test
  void describesEveryNodeListenerAndWarning() {
    everywhere(
        (cell, plan) -> {
          String page = plan.describe();
          Stream.of(
                  plan.servers().stream().map(ServerPlan::name),
                  plan.brokers().stream().map(BrokerPlan::name),
                  plan.listeners().stream().map(listener -> "Listener " + listener.kafkaName()),
                  plan.warnings().stream().map(warning -> "[" + warning.code().id() + "]"),
                  Stream.of(plan.quorum().chroot(), Matrix.NAME))
              .flatMap(texts -> texts)
              .forEach(text -> assertThat(page).contains(text));
          assertThat(page.lines()).isNotEmpty().noneMatch(line -> line.endsWith(" "));
        });
  }

  @Test
  void numbersNodesFromTheirOrdinals() {
    everywhere(
        (cell, plan) -> {
          for (int i = 0; i < plan.servers().size(); i++) {
            assertThat(plan.servers().get(i).id()).isEqualTo(i + 1);
            assertThat(plan.servers().get(i).name()).isEqualTo("orders-zookeeper-" + i);
          }
          for (int i = 0; i < plan.brokers().size(); i++) {
            assertThat(plan.brokers().get(i).id()).isEqualTo(i);
            assertThat(plan.brokers().get(i).name()).isEqualTo("orders-broker-" + i);
          }
          assertThat(plan.brokers()).hasSize(cell.brokers().count);
          assertThat(plan.servers().isEmpty()).isNotEqualTo(cell.launchesZooKeeper());
          assertThat(plan.workload(NodeRole.ZOOKEEPER).isPresent())
              .isEqualTo(cell.launchesZooKeeper());
          assertThat(plan.workloads()).hasSize(cell.launchesZooKeeper() ? 2 : 1);
        });
  }

  private static boolean isBypass(Problem warning) {
    return warning.code() == ProblemCode.EXPOSURE_BYPASSES_MESH;
  }

  private static Stream<Advertised.Known> external(ClusterPlan plan) {
    return plan.brokers().stream()
        .flatMap(broker -> broker.listeners().stream().skip(2))
        .map(endpoints -> (Advertised.Known) endpoints.advertised());
  }

  private static int number(BrokerPlan broker, String key) {
    return Integer.parseInt(broker.config().value(key).orElseThrow());
  }

  @Test
  void readsEveryPlanBackFromItsJson() {
    PlanJson json = PlanJson.of(SpecJson.create());
    everywhere(
        (cell, plan) -> {
          String document = json.write(plan);
          ClusterPlan read = json.read(document, plan.spec(), (node, key) -> Optional.empty());
          assertThat(json.write(read)).isEqualTo(document);
          assertThat(read.quorum()).isEqualTo(plan.quorum());
          assertThat(read.brokers()).isEqualTo(plan.brokers());
          assertThat(read.listeners()).isEqualTo(plan.listeners());
          assertThat(read.traffic()).isEqualTo(plan.traffic());
          assertThat(read.mesh()).isEqualTo(plan.mesh());
        });
  }

  private static void everywhere(Invariant invariant) {
    for (Case one : cases) {
      try {
        invariant.check(one.cell, one.plan);
      } catch (AssertionError e) {
        throw new AssertionError(one.cell + ": " + e.getMessage(), e);
      }
    }
  }

  private interface Invariant {
    void check(Cell cell, ClusterPlan plan);
  }

  private record Case(Cell cell, ClusterSpec spec, ClusterPlan plan) {}

  private record NamespacesOf(String zookeeper, String kafka) {
    static NamespacesOf of(Namespaces namespaces) {
      return switch (namespaces) {
        case DEFAULT -> new NamespacesOf("orders", "orders");
        case TWO -> new NamespacesOf("zookeeper", "kafka");
        case EXISTING -> new NamespacesOf("2024-data", "2024-data");
      };
    }
  }
}
