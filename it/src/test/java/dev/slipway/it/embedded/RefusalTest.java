package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.dsl.Sentence;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can't be honoured is refused before anything is started or made. */
class RefusalTest {
  private static final EmbeddedTarget TARGET = EmbeddedTarget.create();

  @ParameterizedTest
  @EnumSource(value = Feature.class, mode = EnumSource.Mode.EXCLUDE, names = "HEAP")
  void refusesAFeatureItCannotHonour(Feature feature, @TempDir Path temp) {
    Path folder = temp.resolve("data");

    List<Problem> problems = problems(TARGET.dataIn(folder), with(feature));

    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.TARGET_CANNOT);
              assertThat(problem.expectation())
                  .isEqualTo("nothing: the target embedded can't honour " + feature.words());
            });
    assertThat(folder).doesNotExist();
  }

  @Test
  void leavesOutWhatItIsToldToIgnore() {
    ClusterSpec all =
        sentence(
                kafka -> {
                  describe(Feature.PORTS, kafka);
                  describe(Feature.IMAGES, kafka);
                  kafka.resources(resources -> resources.heap("512Mi").memory("1Gi"));
                  describe(Feature.VOLUMES, kafka);
                  describe(Feature.PLACEMENT, kafka);
                })
            .inNamespace("elsewhere")
            .allow(serviceAccount("client", "shop"))
            .label("team", "shop")
            .build();

    try (EmbeddedDeployment kafka =
        TARGET
            .ignoring(Feature.PORTS, Feature.IMAGES, Feature.HEAP)
            .ignoring(Feature.RESOURCES, Feature.VOLUMES, Feature.PLACEMENT)
            .ignoring(Feature.NAMESPACES, Feature.CLIENTS, Feature.METADATA)
            .deploy(all)) {
      assertThat(kafka.verify().orThrow().notes())
          .isEqualTo(kafka.plan().notes())
          .hasSize(9)
          .allMatch(note -> note.startsWith("left out as told: "))
          .anyMatch(note -> note.contains("kafka.clientPort = 19092"))
          .anyMatch(note -> note.contains("labels = {team=shop}"));
    }
  }

  @Test
  void refusesAMeshUnlessToldToIgnoreIt() {
    ClusterSpec meshed =
        cluster("meshed")
            .zookeeper(1)
            .kafka(1)
            .mesh(OSM)
            .allow(serviceAccount("client", "shop"))
            .build();

    assertThat(problems(TARGET, meshed))
        .extracting(problem -> problem.code().id())
        .containsExactly("PLAN-100", "PLAN-100");
    try (EmbeddedDeployment kafka = TARGET.ignoringMesh().deploy(meshed)) {
      assertThat(kafka.verify().orThrow().notes())
          .anyMatch(note -> note.startsWith("left out as told: mesh = "))
          .anyMatch(note -> note.startsWith("left out as told: clients = "));
    }
  }

  @Test
  void refusesToIgnoreTheOnlyQuorum() {
    assertThatThrownBy(() -> TARGET.ignoring(Feature.EXISTING_ZOOKEEPER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("existing ZooKeeper");
  }

  @Test
  void refusesVersionsThatItDoesNotHave() {
    ClusterSpec older =
        cluster("older")
            .zookeeper(zookeeper -> zookeeper.servers(1).version("3.8.4"))
            .kafka(kafka -> kafka.brokers(1).version("3.8.1"))
            .build();

    assertThat(problems(TARGET, older))
        .filteredOn(problem -> problem.code() == ProblemCode.TARGET_VERSION)
        .extracting(Problem::value)
        .containsExactlyInAnyOrder("3.8.4", "3.8.1");
  }

  @Test
  void refusesAPortThatAForeignProgramHas() throws IOException {
    int base = FreePorts.base(3);
    ClusterSpec spec =
        cluster("late").zookeeper(1).kafka(3).expose(nodePortPerBroker().from(base)).build();
    try (ServerSocket loopback = FreePorts.listening(base);
        ServerSocket wildcard = new ServerSocket(base + 2, 1, InetAddress.getByName("0.0.0.0"))) {

      assertThat(problems(TARGET, spec))
          .extracting(Problem::value)
          .containsExactly(
              Integer.toString(loopback.getLocalPort()), Integer.toString(wildcard.getLocalPort()));
    }
    // What was reserved until then is let go.
    assertThat(FreePorts.isFree(base + 1)).isTrue();
  }

  @Test
  void saysAllThatIsWrongAndLeavesNoFolder(@TempDir Path temp) {
    ClusterSpec wrong =
        cluster("wrong")
            .zookeeper(1)
            .kafka(
                kafka ->
                    kafka
                        .brokers(1)
                        .setting("num.partitons", "3")
                        .setting("num.network.threads", "many")
                        .topic("of", topic -> topic.replicas(2)))
            .build();
    Path folder = temp.resolve("data");

    assertThat(problems(TARGET.dataIn(folder), wrong))
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            ProblemCode.SETTING_UNKNOWN,
            ProblemCode.SETTING_VALUE,
            ProblemCode.REPLICATION_ABOVE_BROKERS);
    assertThat(folder).doesNotExist();
  }

  @Test
  void refusesALimitThatIsNone() {
    for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      assertThatThrownBy(() -> TARGET.readyWithin(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("limit: " + limit + " (expected: positive)");
    }
  }

  private static List<Problem> problems(EmbeddedTarget target, ClusterSpec spec) {
    try (EmbeddedDeployment kafka = target.deploy(spec)) {
      throw new AssertionError("deployed: " + kafka);
    } catch (InvalidPlanException e) {
      return e.problems();
    }
  }

  private static ClusterSpec with(Feature feature) {
    return switch (feature) {
      case MESH -> cluster("some").zookeeper(1).kafka(1).mesh(OSM).build();
      case NAMESPACES -> sentence(kafka -> {}).inNamespace("elsewhere").build();
      case CLIENTS -> sentence(kafka -> {}).allow(serviceAccount("client", "shop")).build();
      case METADATA -> sentence(kafka -> {}).label("team", "shop").build();
      case EXISTING_ZOOKEEPER ->
          cluster("some").zookeeper(existing("127.0.0.1:2181")).kafka(1).build();
      case PORTS, IMAGES, HEAP, RESOURCES, VOLUMES, PLACEMENT ->
          sentence(kafka -> describe(feature, kafka)).build();
    };
  }

  private static Sentence sentence(Consumer<KafkaSpec.Builder> more) {
    return cluster("some")
        .zookeeper(1)
        .kafka(
            kafka -> {
              kafka.brokers(1);
              more.accept(kafka);
            });
  }

  private static void describe(Feature feature, KafkaSpec.Builder kafka) {
    switch (feature) {
      case PORTS -> kafka.clientPort(19_092);
      case IMAGES -> kafka.image("example.com/kafka:3.9.2");
      case HEAP -> kafka.resources(resources -> resources.heap("512Mi"));
      case RESOURCES -> kafka.resources(resources -> resources.memory("1Gi"));
      case VOLUMES -> kafka.storage(persistent("1Gi"));
      case PLACEMENT -> kafka.placement(placement -> placement.nodeSelector("disk", "ssd"));
      default -> throw new IllegalArgumentException(feature + " (expected: one of brokers)");
    }
  }
}
