package dev.slipway.dsl;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.ephemeral;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.DataSize;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sentence and the builders give equal values, for every word there is. */
class TwoDoorsTest {
  /**
   * A word said in both ways.
   *
   * @param word the method's name and the types of its parameters
   * @param fluent what the sentence gives
   * @param explicit what the builders give
   */
  record Case(String word, Object fluent, Object explicit) {
    @Override
    public String toString() {
      return word;
    }
  }

  private static Case first(String word, Sentence fluent, ClusterSpec.Builder explicit) {
    return new Case(word, fluent.build(), explicit.build());
  }

  /** A word of a complete sentence, which both with and without a mesh must have. */
  private static Stream<Case> later(
      String word, Function<Sentence, Sentence> fluent, UnaryOperator<ClusterSpec.Builder> said) {
    MeshlessSentence start = cluster().zookeeper(3).kafka(3);
    return Stream.of(
        first(word, fluent.apply(start), said.apply(start())),
        first(word, fluent.apply(start.mesh(OSM)), said.apply(start().mesh(OSM))));
  }

  private static ClusterSpec.Builder start() {
    return ClusterSpec.builder().quorum(servers(3)).kafka(brokers(3));
  }

  private static ZooKeeperSpec servers(int servers) {
    return ZooKeeperSpec.builder().servers(servers).build();
  }

  private static KafkaSpec brokers(int brokers) {
    return KafkaSpec.builder().brokers(brokers).build();
  }

  static Stream<Case> cases() {
    ServiceAccount orders = new ServiceAccount("orders", "apps");
    ServiceAccount billing = new ServiceAccount("billing", "apps");
    return Stream.of(
            Stream.of(
                first("cluster()", cluster().zookeeper(3).kafka(3), start()),
                first(
                    "cluster(String)",
                    cluster("orders").zookeeper(3).kafka(3),
                    start().name("orders")),
                new Case(
                    "existing(String)", existing("zk:2181"), new ExistingZooKeeper("zk:2181", "")),
                new Case(
                    "existing(String, String)",
                    existing("zk:2181", "/kafka"),
                    new ExistingZooKeeper("zk:2181", "/kafka")),
                new Case(
                    "serviceAccount(String, String)", serviceAccount("orders", "apps"), orders),
                new Case("ephemeral()", ephemeral(), new StorageSpec.Ephemeral()),
                new Case(
                    "persistent(String)",
                    persistent("10Gi"),
                    new StorageSpec.Persistent(DataSize.gibibytes(10), Optional.empty())),
                new Case(
                    "persistent(String, String)",
                    persistent("10Gi", "fast"),
                    new StorageSpec.Persistent(DataSize.gibibytes(10), Optional.of("fast"))),
                first(
                    "zookeeper(int)",
                    cluster().zookeeper(5).kafka(3),
                    ClusterSpec.builder().quorum(servers(5)).kafka(brokers(3))),
                first(
                    "zookeeper(Consumer)",
                    cluster().zookeeper(z -> z.servers(5).chroot("/a")).kafka(3),
                    ClusterSpec.builder()
                        .quorum(ZooKeeperSpec.builder().servers(5).chroot("/a").build())
                        .kafka(brokers(3))),
                first(
                    "zookeeper(ExistingZooKeeper)",
                    cluster().zookeeper(existing("zk:2181")).kafka(3),
                    ClusterSpec.builder()
                        .quorum(new ExistingZooKeeper("zk:2181", ""))
                        .kafka(brokers(3))),
                first(
                    "kafka(int)",
                    cluster().zookeeper(3).kafka(7),
                    ClusterSpec.builder().quorum(servers(3)).kafka(brokers(7))),
                first(
                    "kafka(Consumer)",
                    cluster().zookeeper(3).kafka(k -> k.brokers(7).clientPort(19092)),
                    ClusterSpec.builder()
                        .quorum(servers(3))
                        .kafka(KafkaSpec.builder().brokers(7).clientPort(19092).build())),
                first(
                    "mesh(MeshSpec)",
                    cluster().zookeeper(3).kafka(3).mesh(OSM.named("corp")),
                    start().mesh(OSM.named("corp")))),
            later(
                "expose(ExposureSpec)",
                said -> said.expose(nodePortPerBroker()),
                said -> said.listener(ListenerSpec.of(nodePortPerBroker()))),
            later(
                "expose(String, ExposureSpec)",
                said -> said.expose("a", nodePortPerBroker()).expose("b", nodePortPerBroker()),
                said ->
                    said.listener(
                            ListenerSpec.builder().name("a").exposure(nodePortPerBroker()).build())
                        .listener(
                            ListenerSpec.builder()
                                .name("b")
                                .exposure(nodePortPerBroker())
                                .build())),
            later(
                "listener(Consumer)",
                said -> said.listener(l -> l.port(9097).exposure(nodePortPerBroker())),
                said ->
                    said.listener(
                        ListenerSpec.builder().port(9097).exposure(nodePortPerBroker()).build())),
            later(
                "allow(ServiceAccount[])",
                said -> said.allow(orders).allow(billing),
                said -> said.client(orders).client(billing)),
            later(
                "inNamespace(String)",
                said -> said.inNamespace("a"),
                said -> said.namespaces(NamespacesSpec.single("a"))),
            later(
                "inNamespaces(String, String)",
                said -> said.inNamespaces("a", "b"),
                said -> said.namespaces(NamespacesSpec.of("a", "b"))),
            later(
                "inExistingNamespace(String)",
                said -> said.inExistingNamespace("a"),
                said -> said.namespaces(NamespacesSpec.existing("a", "a"))),
            later(
                "inExistingNamespaces(String, String)",
                said -> said.inExistingNamespaces("a", "b"),
                said -> said.namespaces(NamespacesSpec.existing("a", "b"))),
            later(
                "label(String, String)",
                said -> said.label("a", "1").label("b", "2"),
                said -> said.label("a", "1").label("b", "2")),
            later(
                "annotation(String, String)",
                said -> said.annotation("a", "1").annotation("b", "2"),
                said -> said.annotation("a", "1").annotation("b", "2")),
            later("build()", said -> said, said -> said),
            varied(),
            Stream.of(
                new Case(
                    "deployTo(Target)",
                    cluster().zookeeper(3).kafka(3).mesh(OSM).deployTo(new Notebook()).spec(),
                    start().mesh(OSM).build())))
        .flatMap(Function.identity());
  }

  /** The words that say a value again with something changed. */
  private static Stream<Case> varied() {
    ClusterSpec spec = RichSpecs.everything();
    ZooKeeperSpec servers = (ZooKeeperSpec) spec.quorum();
    return Stream.of(
        new Case("cluster(ClusterSpec)", cluster(spec).build(), spec),
        first("named(String)", cluster(spec).named("bills"), spec.toBuilder().name("bills")),
        first(
            "zookeeper(Consumer)",
            cluster(spec).zookeeper(zookeeper -> zookeeper.servers(7)),
            spec.toBuilder().quorum(servers.toBuilder().servers(7).build())),
        first(
            "zookeeper(Consumer)",
            cluster(spec).zookeeper(zookeeper -> zookeeper.servers(7)),
            spec.toBuilder().zookeeper(zookeeper -> zookeeper.servers(7))),
        first(
            "kafka(Consumer)",
            cluster(spec).kafka(kafka -> kafka.topic("audit")),
            spec.toBuilder().kafka(spec.kafka().toBuilder().topic("audit").build())),
        first(
            "kafka(Consumer)",
            cluster(spec).kafka(kafka -> kafka.topic("audit")),
            spec.toBuilder().kafka(kafka -> kafka.topic("audit"))),
        first("mesh(MeshSpec)", cluster(spec).mesh(OSM), spec.toBuilder().mesh(OSM)),
        first(
            "inNamespace(String)",
            cluster(spec).inNamespace("bills"),
            spec.toBuilder().namespaces(NamespacesSpec.single("bills"))));
  }

  @Test
  void saysTheSamePlusATopic() {
    ClusterSpec spec = cluster().zookeeper(3).kafka(kafka -> kafka.brokers(3).topic("a")).build();

    assertThat(cluster(spec).kafka(kafka -> kafka.topic("b")).build())
        .isEqualTo(
            cluster().zookeeper(3).kafka(kafka -> kafka.brokers(3).topic("a").topic("b")).build());
    assertThat(spec.kafka().topics()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void giveEqualValues(Case said) {
    assertThat(said.fluent()).isEqualTo(said.explicit());
  }

  @Test
  void coverEveryPublicWord() {
    Set<String> words =
        Stream.of(
                Slipway.class,
                NeedsZooKeeper.class,
                NeedsKafka.class,
                Sentence.class,
                MeshlessSentence.class,
                VariedSentence.class)
            .flatMap(stage -> Arrays.stream(stage.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
            .map(TwoDoorsTest::word)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> covered = cases().map(Case::word).collect(Collectors.toCollection(TreeSet::new));
    assertThat(covered).isEqualTo(words);
  }

  private static String word(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  @Test
  void giveEqualValuesInAnyOrder() {
    MeshlessSentence start = cluster().zookeeper(3).kafka(3);
    List<ClusterSpec> orders =
        List.of(
            start.mesh(OSM).label("a", "1").expose(nodePortPerBroker()).inNamespace("b").build(),
            start.inNamespace("b").expose(nodePortPerBroker()).label("a", "1").mesh(OSM).build(),
            start.label("a", "1").inNamespace("b").mesh(OSM).expose(nodePortPerBroker()).build());

    assertThat(orders).containsOnly(orders.get(0));
  }

  /** A target that only notes what it is given. */
  private static final class Notebook implements Target<Noted> {
    @Override
    public String name() {
      return "notebook";
    }

    @Override
    public Noted deploy(ClusterSpec spec) {
      return new Noted(spec);
    }
  }

  private record Noted(ClusterSpec spec) implements Deployment {
    @Override
    public ClusterPlan plan() {
      throw new UnsupportedOperationException("nothing is planned");
    }

    @Override
    public String bootstrapServers() {
      throw new UnsupportedOperationException("nothing runs");
    }

    @Override
    public String bootstrapServers(String listener) {
      throw new UnsupportedOperationException("nothing runs");
    }

    @Override
    public String zookeeperConnect() {
      throw new UnsupportedOperationException("nothing runs");
    }

    @Override
    public VerificationReport verify() {
      throw new UnsupportedOperationException("nothing runs");
    }

    @Override
    public VerificationReport verify(Duration limit) {
      throw new UnsupportedOperationException("nothing runs");
    }

    @Override
    public void close() {}
  }
}
