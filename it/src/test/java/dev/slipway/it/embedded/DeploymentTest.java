package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deployment promises of a cluster of three and three, in either layout. */
@ParameterizedClass
@EnumSource(Layout.class)
class DeploymentTest {
  private static final int BASE = FreePorts.base(3);
  private static final ClusterSpec SPEC =
      cluster("orders")
          .zookeeper(zookeeper -> zookeeper.servers(3).chroot("/shop/orders"))
          .kafka(
              kafka ->
                  kafka
                      .brokers(3)
                      .topic(
                          "placed",
                          topic ->
                              topic
                                  .partitions(6)
                                  .replicas(2)
                                  .setting("min.insync.replicas", "1")
                                  .setting("retention.ms", "60000"))
                      .topic("shipped"))
          .expose(nodePortPerBroker().from(BASE))
          .build();

  private static @Nullable EmbeddedDeployment launched;

  private final Layout layout;
  private final EmbeddedDeployment kafka = requireNonNull(launched);

  DeploymentTest(Layout layout) {
    this.layout = layout;
  }

  @BeforeParameterizedClassInvocation
  static void launch(Layout layout) {
    launched = layout.target().deploy(SPEC);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    requireNonNull(launched).close();
  }

  @Test
  void hasTheTopics() throws Exception {
    try (Admin admin = Clients.admin(kafka.bootstrapServers())) {
      assertThat(partitions(admin, "placed"))
          .hasSize(6)
          .allMatch(partition -> partition.replicas().size() == 2);
      assertThat(partitions(admin, "shipped"))
          .hasSize(1)
          .allMatch(partition -> partition.replicas().size() == 3);
      ConfigResource placed = new ConfigResource(ConfigResource.Type.TOPIC, "placed");
      assertThat(
              requireNonNull(admin.describeConfigs(List.of(placed)).all().get().get(placed))
                  .entries())
          .anyMatch(entry -> entry.name().equals("retention.ms") && entry.value().equals("60000"));
    }
  }

  /** Each broker is asked by itself: a client may begin with any. */
  private List<TopicPartitionInfo> partitions(Admin admin, String topic) throws Exception {
    for (String broker : kafka.bootstrapServers().split(",", -1)) {
      try (KafkaProducer<String, String> first = Clients.producer(broker, Map.of())) {
        assertThat(first.partitionsFor(topic)).isNotEmpty().allMatch(part -> part.leader() != null);
      }
    }
    return requireNonNull(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic))
        .partitions();
  }

  @Test
  void hasAServingQuorumAndRegisteredBrokers() throws Exception {
    List<String> modes = new ArrayList<>();
    for (ServerPlan server : kafka.plan().servers()) {
      String answer = FourLetterWord.ask("srvr", server.client(), Duration.ofSeconds(2));
      modes.add(answer.lines().filter(line -> line.startsWith("Mode: ")).findFirst().orElse(""));
    }
    assertThat(modes).containsExactlyInAnyOrder("Mode: leader", "Mode: follower", "Mode: follower");

    assertThat(kafka.zookeeperConnect()).matches("(127\\.0\\.0\\.1:\\d+,?){3}/shop/orders");
    ZooKeeper zookeeper = new ZooKeeper(kafka.zookeeperConnect(), 10_000, event -> {});
    try {
      assertThat(zookeeper.getChildren("/brokers/ids", false))
          .containsExactlyInAnyOrder("0", "1", "2");
      assertThat(zookeeper.getChildren("/", false)).contains("controller");
    } finally {
      zookeeper.close();
    }
  }

  @Test
  void reachesTheBrokersByEveryListener() throws Exception {
    assertThat(kafka.bootstrapServers()).isEqualTo(kafka.bootstrapServers("client"));
    assertThat(kafka.bootstrapServers("external"))
        .isEqualTo("127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d".formatted(BASE, BASE + 1, BASE + 2));
    assertThatThrownBy(() -> kafka.bootstrapServers("outside"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("listener: outside (expected: one of [client, internal, external])");

    Clients.write(kafka.bootstrapServers("external"), "shipped", "hello", "world");
    assertThat(Clients.read(kafka.bootstrapServers(), "shipped", 2))
        .containsExactly("hello", "world");
    try (Admin admin = Clients.admin(kafka.bootstrapServers("external"))) {
      assertThat(admin.describeCluster().nodes().get())
          .extracting(Node::port)
          .containsExactlyInAnyOrder(BASE, BASE + 1, BASE + 2);
    }
  }

  @Test
  void refusesASecondClusterOnItsPorts() {
    ClusterSpec second =
        cluster("second").zookeeper(1).kafka(2).expose(nodePortPerBroker().from(BASE + 2)).build();

    assertThatThrownBy(() -> layout.target().deploy(second))
        .isInstanceOfSatisfying(
            InvalidPlanException.class,
            e -> {
              assertThat(e.problems())
                  .singleElement()
                  .satisfies(
                      problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.PORT_TAKEN);
                        assertThat(problem.value()).isEqualTo(Integer.toString(BASE + 2));
                      });
              assertThat(e).hasMessageContaining("Cluster 'second'");
            });
  }

  @Test
  void listsItsNodes() {
    assertThat(kafka.nodes())
        .extracting(EmbeddedNode::name)
        .containsExactly(
            "orders-zookeeper-0",
            "orders-zookeeper-1",
            "orders-zookeeper-2",
            "orders-broker-0",
            "orders-broker-1",
            "orders-broker-2");
    assertThat(kafka.server(2)).hasToString("orders-zookeeper-1 (RUNNING)");
    assertThat(kafka.broker(2).role()).isEqualTo(NodeRole.BROKER);
    assertThat(kafka.broker(2).id()).isEqualTo(2);
    assertThatThrownBy(() -> kafka.server(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zookeeper: 4 (expected: one of [1, 2, 3])");
    assertThat(kafka.toString()).contains("orders", kafka.folder().toString());
    assertThat(kafka.plan().spec()).isEqualTo(SPEC);
  }

  @Test
  void tellsWhereLogsAreAndTimeWent() {
    assertThat(kafka.nodes())
        .hasSize(6)
        .allSatisfy(
            node -> {
              assertThat(node.log()).startsWith(kafka.folder()).isNotEmptyFile();
              assertThat(node.state()).isEqualTo(EmbeddedNode.State.RUNNING);
            });
    assertThat(kafka.phases()).isNotEmpty().allMatch(phase -> !phase.took().isNegative());
  }

  @Test
  void stopsAndStartsASingleNode() throws Exception {
    for (EmbeddedNode node : List.of(kafka.broker(1), kafka.server(1))) {
      int port =
          node.role() == NodeRole.BROKER ? BASE + 1 : kafka.plan().servers().get(0).client().port();

      node.stop();

      assertThat(node.state()).isEqualTo(EmbeddedNode.State.STOPPED);
      assertThat(FreePorts.isFree(port)).isTrue();
      node.stop();

      node.start();

      assertThat(node.state()).isEqualTo(EmbeddedNode.State.RUNNING);
      assertThat(FreePorts.isFree(port)).isFalse();
      node.start();
    }
    kafka.verify().orThrow();
  }

  @Test
  void stopsAndStartsANodeFromTwoThreads() {
    EmbeddedNode node = kafka.broker(2);

    List<CompletableFuture<Void>> rounds = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      rounds.add(
          CompletableFuture.runAsync(
              () -> {
                for (int round = 0; round < 2; round++) {
                  node.stop();
                  node.start();
                }
              }));
    }
    rounds.forEach(CompletableFuture::join);

    assertThat(node.state()).isEqualTo(EmbeddedNode.State.RUNNING);
    kafka.verify().orThrow();
  }

  @Test
  void goesOnWithoutATrace() throws Exception {
    EmbeddedDeployment second =
        layout.target().deploy(cluster("second").zookeeper(1).kafka(1).build());
    Path folder = second.folder();
    assertThat(second.bootstrapServers()).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(second.zookeeperConnect()).matches("127\\.0\\.0\\.1:\\d+");
    second.verify().orThrow();

    second.close();
    second.close();

    assertThat(Files.exists(folder)).isFalse();
    assertThat(second.broker(0).state()).isEqualTo(EmbeddedNode.State.STOPPED);
    assertThatThrownBy(() -> second.broker(0).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its deployment is closed");
    kafka.verify().orThrow();
  }
}
