package dev.slipway.it.plan;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.AntiAffinity;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.Toleration;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.plan.TrafficEdge;
import dev.slipway.mesh.osm.LocalProxyMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole plans, as files: what was asked, the page, every node's configuration, the traffic. */
class GoldenPlansTest {
  private static final Path CASES = Path.of("src/test/resources/golden/plan");

  static Stream<Map.Entry<String, ClusterPlan>> plans() {
    return cases().entrySet().stream();
  }

  private static SortedMap<String, ClusterPlan> cases() {
    SortedMap<String, ClusterPlan> cases = new TreeMap<>();
    cases.put("single-node", kubernetes(cluster().zookeeper(1).kafka(1).build()));
    cases.put("plain", kubernetes(cluster().zookeeper(3).kafka(3).build()));
    cases.put("osm-guide", kubernetes(osmGuide()));
    cases.put(
        "osm-localhost",
        kubernetes(
            cluster()
                .zookeeper(1)
                .kafka(1)
                .mesh(OSM.localProxyMode(LocalProxyMode.LOCALHOST))
                .expose(nodePortPerBroker())
                .build()));
    cases.put(
        "istio",
        kubernetes(
            cluster("orders")
                .zookeeper(3)
                .kafka(3)
                .expose(nodePortPerBroker().from(30_090))
                .allow(serviceAccount("shop", "apps"))
                .mesh(istio())
                .build()));
    cases.put(
        "existing-zookeeper",
        kubernetes(
            cluster("orders")
                .zookeeper(existing("zk-0.zk:2181,zk-1.zk:2181,[2001:db8::1]:2181", "/kafka"))
                .kafka(3)
                .build()));
    cases.put(
        "two-exposures",
        kubernetes(
            cluster()
                .zookeeper(3)
                .kafka(3)
                .expose(nodePortPerBroker().from(30_100).hostTemplate("broker-{id}.example.com"))
                .expose(
                    "partners",
                    nodePortPerBroker()
                        .hosts("a.partners.example.com", "b.partners.example.com", "10.9.9.9"))
                .build()));
    cases.put("storage-resources-placement", kubernetes(everythingOfNodes()));
    cases.put("embedded", embedded(embedded(), Set.of()));
    cases.put(
        "embedded-ignoring-mesh",
        embedded(cluster().zookeeper(1).kafka(1).mesh(OSM).build(), Set.of(Feature.MESH)));
    return cases;
  }

  private static ClusterSpec osmGuide() {
    return cluster()
        .zookeeper(z -> z.servers(3).chroot("/kafka-root"))
        .kafka(k -> k.brokers(3).topic("hello", topic -> topic.partitions(3)))
        .inNamespaces("zookeeper", "kafka")
        .allow(serviceAccount("default", "kafka"))
        .expose(nodePortPerBroker())
        .mesh(OSM)
        .build();
  }

  private static ClusterSpec everythingOfNodes() {
    return cluster("orders")
        .zookeeper(
            z ->
                z.servers(5)
                    .storage(persistent("10Gi", "fast"))
                    .resources(r -> r.heap("512Mi").memory("1Gi").cpu("500m"))
                    .setting("maxClientCnxns", "120")
                    .setting("ssl.keyStore.password", "swordfish"))
        .kafka(
            k ->
                k.brokers(4)
                    .version("3.8.1")
                    .storage(persistent("100Gi", "fast"))
                    .resources(r -> r.heap("4Gi").memory("16Gi").cpu("2"))
                    .placement(
                        p ->
                            p.nodeSelector("disk", "ssd")
                                .antiAffinity(AntiAffinity.REQUIRED)
                                .spread(SpreadSpec.overZones(3))
                                .toleration(Toleration.of("dedicated", "kafka")))
                    .pod(p -> p.label("team", "data").environment("TZ", "UTC"))
                    .setting("num.io.threads", "16")
                    .setting("num.io.thread", "16")
                    .setting("listener.name.client.plain.sasl.jaas.config", "swordfish")
                    .topic(
                        "orders.created",
                        t -> t.partitions(12).replicas(3).setting("retention.ms", "604800000")))
        .label("example.com/owner", "data")
        .build();
  }

  private static ClusterSpec embedded() {
    return cluster().zookeeper(1).kafka(2).expose(nodePortPerBroker().from(29_092)).build();
  }

  private static ClusterPlan kubernetes(ClusterSpec spec) {
    return Matrix.complete(spec);
  }

  private static ClusterPlan embedded(ClusterSpec spec, Set<Feature> ignored) {
    return Planner.plan(
        spec,
        LoopbackFacts.builder()
            .folder("/tmp/slipway")
            .ports(
                IntStream.range(40_000, 40_000 + LoopbackFacts.portsNeeded(spec)).boxed().toList())
            .kafkaVersion(KafkaSpec.DEFAULT_VERSION)
            .zookeeperVersion(ZooKeeperSpec.DEFAULT_VERSION)
            .ignored(ignored)
            .kafkaDefaults(Map.of("group.initial.rebalance.delay.ms", "0"))
            .build());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void isWhatItWas(Map.Entry<String, ClusterPlan> plan) throws IOException {
    new GoldenFolder(CASES.resolve(plan.getKey())).matches(files(plan.getValue()));
  }

  @Test
  void hasNoFolderWithoutACase() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(cases().keySet());
    }
  }

  @Test
  void readsBackWhatWasAsked() throws IOException {
    SpecJson json = SpecJson.create();
    for (Map.Entry<String, ClusterPlan> plan : cases().entrySet()) {
      String stored = Files.readString(CASES.resolve(plan.getKey()).resolve("spec.json"));
      assertThat(json.read(stored)).as(plan.getKey()).isEqualTo(plan.getValue().spec());
    }
  }

  @Test
  void refusesUnusedMissingAndChangedFiles(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a"), "1");
    GoldenFolder golden = new GoldenFolder(folder);
    if (GoldenFolder.updates()) {
      return;
    }

    golden.matches(new TreeMap<>(Map.of("a", "1")));
    for (Map<String, String> other :
        List.of(Map.of("a", "2"), Map.of("a", "1", "b", "1"), Map.<String, String>of())) {
      assertThatThrownBy(() -> golden.matches(new TreeMap<>(other)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("-Dgolden.update");
    }
  }

  private static SortedMap<String, String> files(ClusterPlan plan) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("spec.json", SpecJson.create().write(plan.spec()) + "\n");
    files.put("describe.txt", plan.describe());
    files.put(
        "traffic.txt",
        plan.traffic().stream()
            .map(TrafficEdge::toString)
            .collect(Collectors.joining("\n", "", "\n")));
    plan.servers()
        .forEach(
            server ->
                files.put(server.name() + "/" + server.config().name(), server.config().render()));
    plan.brokers()
        .forEach(
            broker ->
                files.put(broker.name() + "/" + broker.config().name(), broker.config().render()));
    return files;
  }
}
