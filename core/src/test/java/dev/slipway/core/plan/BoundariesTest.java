package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.EXCLUDING;
import static dev.slipway.core.plan.Samples.KUBERNETES;
import static dev.slipway.core.plan.Samples.NODE_PORT;
import static dev.slipway.core.plan.Samples.PERMISSIVE;
import static dev.slipway.core.plan.Samples.cluster;
import static dev.slipway.core.plan.Samples.exposed;
import static dev.slipway.core.plan.Samples.exposedFrom;
import static dev.slipway.core.plan.Samples.kafka;
import static dev.slipway.core.plan.Samples.listener;
import static dev.slipway.core.plan.Samples.loopback;
import static dev.slipway.core.plan.Samples.problems;
import static dev.slipway.core.plan.Samples.zookeeper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of each rule. */
class BoundariesTest {
  @ParameterizedTest
  @CsvSource({"1,''", "2,SERVERS_EVEN", "3,''", "7,''", "9,SERVERS_MANY", "255,SERVERS_MANY"})
  void knowsHowManyServersAreGood(int servers, String code) {
    assertThat(codes(zookeeper(z -> z.servers(servers)))).isEqualTo(listOf(code));
  }

  @Test
  void draftsNoMoreNodesThanThereCanBe() {
    ClusterSpec spec =
        cluster(
            z -> z.servers(Integer.MAX_VALUE),
            k -> k.brokers(Integer.MAX_VALUE),
            c -> c.listener(ListenerSpec.of(NODE_PORT.from(30_000))));

    assertThat(codes(spec))
        .containsExactly(
            ProblemCode.SERVERS_TOO_MANY,
            ProblemCode.BROKERS_TOO_MANY,
            ProblemCode.PORT_OUT_OF_RANGE);
    assertThat(problems(spec, loopback(spec)))
        .extracting(Problem::code)
        .startsWith(ProblemCode.SERVERS_TOO_MANY, ProblemCode.BROKERS_TOO_MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,''",
    "1,2,MIN_ISR_BLOCKS_RESTART",
    "2,1,''",
    "2,2,MIN_ISR_BLOCKS_RESTART",
    "3,2,''",
    "3,3,MIN_ISR_BLOCKS_RESTART",
    "5,2,''",
    "5,4,MIN_ISR_BLOCKS_RESTART"
  })
  void letsOneBrokerRestart(int brokers, String inSync, String code) {
    assertThat(codes(kafka(k -> k.brokers(brokers).setting("min.insync.replicas", inSync))))
        .isEqualTo(listOf(code));
  }

  @ParameterizedTest
  @CsvSource({"3,''", "4,REPLICATION_ABOVE_BROKERS"})
  void keepsReplicasWithinTheBrokers(int replicas, String code) {
    assertThat(codes(kafka(k -> k.brokers(3).setting("default.replication.factor", "" + replicas))))
        .isEqualTo(listOf(code));
    assertThat(codes(kafka(k -> k.brokers(3).topic("t", topic -> topic.replicas(replicas)))))
        .isEqualTo(listOf(code));
  }

  @Test
  void reportsBothFactorsAboveTheBrokers() {
    assertThat(
            problems(
                kafka(
                    k ->
                        k.brokers(3)
                            .setting("default.replication.factor", "5")
                            .setting("offsets.topic.replication.factor", "5"))))
        .extracting(Problem::place)
        .containsExactly(
            "kafka.settings[default.replication.factor]",
            "kafka.settings[offsets.topic.replication.factor]");
  }

  @Test
  void letsATopicHaveItsOwnMinimum() {
    assertThat(
            codes(
                kafka(
                    k ->
                        k.brokers(3)
                            .topic("t", t -> t.replicas(1).setting("min.insync.replicas", "1")))))
        .isEmpty();
    assertThat(
            codes(kafka(k -> k.brokers(3).topic("t", t -> t.setting("min.insync.replicas", "3")))))
        .containsExactly(ProblemCode.MIN_ISR_BLOCKS_RESTART);
  }

  @Test
  void plansReplicasFromAConfigurationProviderWhereNoTopicNeedsThem() {
    ClusterSpec spec =
        kafka(
            k ->
                k.brokers(3)
                    .setting("default.replication.factor", "${env:REPLICAS}")
                    .topic("t", topic -> topic.replicas(3)));

    assertThat(Planner.plan(spec, KUBERNETES).topics())
        .extracting(TopicPlan::replicas)
        .containsExactly(3);
  }

  @ParameterizedTest
  @CsvSource({"3,''", "4,SPREAD_ABOVE_NODES"})
  void spreadsOverAsManyDomainsAsNodes(int zones, String code) {
    assertThat(
            codes(kafka(k -> k.brokers(3).placement(p -> p.spread(SpreadSpec.overZones(zones))))))
        .isEqualTo(listOf(code));
  }

  @ParameterizedTest
  @CsvSource({
    "960Mi,1Gi,''",
    "961Mi,1Gi,HEAP_ABOVE_MEMORY",
    "64Mi,128Mi,''",
    "65Mi,128Mi,HEAP_ABOVE_MEMORY"
  })
  void leavesMemoryBesidesTheHeap(String heap, String memory, String code) {
    assertThat(codes(kafka(k -> k.brokers(1).resources(r -> r.heap(heap).memory(memory)))))
        .isEqualTo(listOf(code));
  }

  @ParameterizedTest
  @CsvSource({
    "30000,''",
    "29999,PORT_OUT_OF_RANGE",
    "32765,''",
    "32766,PORT_OUT_OF_RANGE",
    "65535,PORT_OUT_OF_RANGE"
  })
  void keepsNodePortsWithinTheirRange(int first, String code) {
    assertThat(codes(exposedFrom(3, first))).isEqualTo(listOf(code));
  }

  @ParameterizedTest
  @CsvSource({"1023,PORT_OUT_OF_RANGE", "1024,''", "9093,PORT_COLLISION", "9094,''", "65535,''"})
  void keepsPortsOfBrokersUnprivilegedAndApart(int port, String code) {
    assertThat(codes(kafka(k -> k.brokers(3).clientPort(port)))).isEqualTo(listOf(code));
  }

  @ParameterizedTest
  @CsvSource({"30003,''", "30002,PORT_COLLISION", "29997,PORT_OUT_OF_RANGE"})
  void keepsTwoExposuresApart(int second, String code) {
    assertThat(
            codes(
                cluster(
                    c ->
                        c.listener(listener("one", NODE_PORT.from(30_000)))
                            .listener(listener("two", NODE_PORT.from(second))))))
        .isEqualTo(listOf(code));
  }

  @Test
  void givesListenersTheFirstFreePorts() {
    ClusterSpec spec =
        cluster(
            z -> z.servers(3),
            k -> k.brokers(1).clientPort(9_094),
            c ->
                c.listener(listener("one", NODE_PORT))
                    .listener(
                        ListenerSpec.builder().name("two").port(9_095).exposure(NODE_PORT).build())
                    .listener(listener("three", NODE_PORT)));

    assertThat(Planner.plan(spec, KUBERNETES).listeners())
        .extracting(ListenerPlan::port)
        .containsExactly(9_094, 9_093, 9_096, 9_095, 9_097);
  }

  @Test
  void derivesNamesWithinTheirLimitsFromTheLongestClusterName() {
    ClusterSpec longest =
        cluster(
            z -> z.servers(255),
            k -> k.brokers(5_000),
            c -> c.name("x".repeat(42)).namespaces(NamespacesSpec.single("kafka")));
    ClusterPlan plan = Planner.plan(longest, KUBERNETES);

    assertThat(plan.workloads())
        .hasSize(2)
        .allSatisfy(
            workload ->
                assertThat(workload.name()).hasSizeLessThanOrEqualTo(Names.STATEFUL_SET_LENGTH));
    assertThat(
            Stream.of(
                    plan.workloads().stream().map(WorkloadPlan::clientService),
                    plan.servers().stream().map(ServerPlan::name),
                    plan.brokers().stream().map(BrokerPlan::name))
                .flatMap(names -> names))
        .hasSize(2 + 255 + 5_000)
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(Names.LABEL_LENGTH));
    assertThat(plan.workload(NodeRole.ZOOKEEPER).orElseThrow().name())
        .hasSize(Names.STATEFUL_SET_LENGTH);
  }

  @ParameterizedTest
  @CsvSource({"3,42", "2768,39"})
  void shortensTheClusterNameByWhatServicesAreCalled(int brokers, int most) {
    ClusterSpec fits = longNamed(brokers, most);

    assertThat(codes(fits)).isEmpty();
    assertThat(
            Planner.plan(fits, KUBERNETES).listeners().stream()
                .flatMap(listener -> listener.services().stream()))
        .hasSize(brokers)
        .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(Names.LABEL_LENGTH));
    assertThat(codes(longNamed(brokers, most + 1))).containsExactly(ProblemCode.NAME_TOO_LONG);
  }

  private static ClusterSpec longNamed(int brokers, int length) {
    return cluster(
        z -> z.servers(3),
        k -> k.brokers(brokers),
        c -> c.name("x".repeat(length)).listener(listener("y".repeat(11), NODE_PORT)));
  }

  @Test
  void blamesALongListenerAndNotTheCluster() {
    assertThat(codes(cluster(c -> c.listener(listener("y".repeat(80), NODE_PORT)))))
        .containsExactly(ProblemCode.LISTENER_NAME);
  }

  @Test
  void takesNamespacesThatBeginWithADigit() {
    assertThat(codes(cluster(c -> c.namespaces(NamespacesSpec.existing("2024-zk", "1")))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "zk:2181,''",
    "'zk-0:2181, zk-1:2181',''",
    "'[2001:db8::1]:2181,[2001:db8::2]:2181',''",
    "2001:db8::1:2181,CONNECT_STRING_INVALID",
    "'zk:2181,',CONNECT_STRING_INVALID",
    "zk,CONNECT_STRING_INVALID"
  })
  void readsConnectStrings(String connect, String code) {
    ClusterSpec spec =
        ClusterSpec.builder()
            .quorum(new ExistingZooKeeper(connect, "/a/b"))
            .kafka(k -> k.brokers(3))
            .build();

    assertThat(codes(spec)).isEqualTo(listOf(code));
    if (code.isEmpty()) {
      ClusterPlan plan = Planner.plan(spec, KUBERNETES);
      assertThat(plan.servers()).isEmpty();
      assertThat(plan.workload(NodeRole.ZOOKEEPER)).isEmpty();
      assertThat(plan.brokers().get(0).config().value("zookeeper.connect"))
          .hasValue(connect.replace(" ", "") + "/a/b");
    }
  }

  @Test
  void takesTheAddressThatIsPreferred() {
    MachineFacts machine =
        new MachineFacts(
            "node-a",
            Map.of(
                NodeAddressType.HOSTNAME, List.of("node-a"),
                NodeAddressType.INTERNAL_IP, List.of("10.0.0.1", "10.1.0.1"),
                NodeAddressType.INTERNAL_DNS, List.of("node-a.internal")),
            MachineFacts.State.READY);
    KubernetesFacts facts = KubernetesFacts.builder().machine(machine).build();

    assertThat(advertised(preferring(NodeAddressType.INTERNAL_IP), facts)).containsOnly("10.0.0.1");
    assertThat(advertised(preferring(NodeAddressType.EXTERNAL_IP), facts))
        .containsOnly("node-a.internal");
  }

  private static ClusterSpec preferring(NodeAddressType type) {
    return exposed(new Samples.TestExposure(OptionalInt.empty(), new HostSource.OfNodes(type)));
  }

  private static List<String> advertised(ClusterSpec spec, KubernetesFacts facts) {
    return Planner.plan(spec, facts).brokers().stream()
        .map(broker -> broker.listener("EXTERNAL").advertised())
        .map(advertised -> ((Advertised.PortOfService) advertised).host())
        .toList();
  }

  @Test
  void spreadsBrokersOverTheMachinesThatHaveAnAddress() {
    KubernetesFacts facts =
        KubernetesFacts.builder()
            .machine(MachineFacts.of("a", NodeAddressType.INTERNAL_IP, "10.0.0.1"))
            .machine(new MachineFacts("b", Map.of(), MachineFacts.State.READY))
            .machine(MachineFacts.of("c", NodeAddressType.INTERNAL_IP, "2001:db8::1"))
            .build();

    assertThat(
            Planner.plan(exposedFrom(3, 30_000), facts).brokers().stream()
                .map(broker -> broker.listener("EXTERNAL").advertised().toString()))
        .containsExactly("10.0.0.1:30000", "[2001:db8::1]:30001", "10.0.0.1:30002");
  }

  @Test
  void completesThePlanWithTheAssignedPorts() {
    ClusterSpec spec = exposed(NODE_PORT);
    KubernetesFacts.Builder known = KubernetesFacts.builder();
    KUBERNETES.machines().forEach(known::machine);
    IntStream.range(0, 3)
        .forEach(i -> known.assignedNodePort("kafka-broker-" + i + "-external", 31_000 + 7 * i));

    assertThat(Planner.plan(spec, KUBERNETES).complete()).isFalse();
    assertThat(Planner.plan(spec, KUBERNETES).brokers().get(1).listener("EXTERNAL").advertised())
        .hasToString("10.0.0.2:<port of Service kafka-broker-1-external>");
    assertThat(
            Planner.plan(exposed(NODE_PORT.host("::1")), KUBERNETES)
                .brokers()
                .get(0)
                .listener("EXTERNAL")
                .advertised())
        .hasToString("[::1]:<port of Service kafka-broker-0-external>");
    ClusterPlan complete = Planner.plan(spec, known.build());
    assertThat(complete.complete()).isTrue();
    assertThat(complete.brokers().get(2).config().value("advertised.listeners").orElseThrow())
        .endsWith(",EXTERNAL://10.0.0.3:31014");
  }

  @ParameterizedTest
  @CsvSource({"orders.events,ordersXevents,''", "a.b,a_b,TOPIC_DUPLICATE", "a-b,a_b,''"})
  void knowsWhichTopicsCollide(String one, String other, String code) {
    assertThat(codes(kafka(k -> k.brokers(3).topic(one).topic(other)))).isEqualTo(listOf(code));
    assertThat(TopicSpec.of(one).partitions()).isEqualTo(1);
  }

  @Test
  void doesNotMaskNamesThatSoundSecret() {
    assertThat(problems(kafka(k -> k.brokers(3).topic("password-resets", t -> t.replicas(4)))))
        .extracting(Problem::value)
        .containsExactly("4");
  }

  @Test
  void keepsMeshesAndOutsidersApart() {
    ClusterPlan excluding =
        Planner.plan(
            cluster(c -> c.mesh(EXCLUDING).listener(ListenerSpec.of(NODE_PORT))), KUBERNETES);
    ClusterPlan permissive =
        Planner.plan(
            cluster(c -> c.mesh(PERMISSIVE).listener(ListenerSpec.of(NODE_PORT))), KUBERNETES);

    assertThat(excluding.mesh().orElseThrow().excludedPorts()).containsExactly(9_094);
    assertThat(excluding.mesh().orElseThrow().permissivePorts()).isEmpty();
    assertThat(permissive.mesh().orElseThrow().excludedPorts()).isEmpty();
    assertThat(permissive.mesh().orElseThrow().permissivePorts()).containsExactly(9_094);
  }

  @ParameterizedTest
  @CsvSource({"LOOPBACK,1,true", "LOOPBACK,3,true", "POD_ADDRESS,1,false", "POD_ADDRESS,3,false"})
  void bindsTheQuorumWhereTheMeshDelivers(MeshRules.Delivery delivery, int servers, boolean all) {
    MeshRules rules =
        MeshRules.builder()
            .delivery(delivery)
            .outsiders(MeshRules.Outsiders.PORT_PERMISSIVE)
            .build();
    ClusterPlan plan =
        Planner.plan(
            cluster(
                z -> z.servers(servers),
                k -> k.brokers(1),
                c -> c.mesh(new Samples.TestMesh("m", rules))),
            KUBERNETES);

    assertThat(plan.servers().get(0).config().value("quorumListenOnAllIPs").isPresent())
        .isEqualTo(all);
  }

  private static List<ProblemCode> codes(ClusterSpec spec) {
    return problems(spec).stream().map(Problem::code).distinct().toList();
  }

  private static List<ProblemCode> listOf(String code) {
    return code.isEmpty() ? List.of() : List.of(ProblemCode.valueOf(code));
  }
}
