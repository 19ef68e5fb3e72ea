package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerSecurity;
import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.probe.FourLetterWord;
import dev.slipway.core.probe.TimeLimit;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any duration is a limit, from a nanosecond to the longest that can be written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurationsTest {
  private static final Duration SHORTEST = Duration.ofNanos(1);
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
  private static final ClusterSpec SPEC =
      cluster("limits").zookeeper(1).kafka(kafka -> kafka.brokers(1).topic("orders")).build();

  private EmbeddedDeployment kafka;

  static List<Duration> longOnes() {
    return List.of(
        Duration.ofDays(24), Duration.ofDays(30), Duration.ofNanos(Long.MAX_VALUE), LONGEST);
  }

  static List<Duration> notPositive() {
    return List.of(Duration.ZERO, Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE));
  }

  @BeforeAll
  void launch() {
    kafka = EmbeddedTarget.create().readyWithin(LONGEST).deploy(SPEC);
  }

  @AfterAll
  void close() {
    kafka.close();
  }

  @Test
  void everyPublicMethodThatTakesOneIsTriedHere() {
    assertThat(
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.slipway")
                    .stream()
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(type -> !type.getPackageName().contains(".internal"))
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(
                        method ->
                            method.getRawParameterTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(Duration.class)))
                    .map(DurationsTest::place))
        .containsExactlyInAnyOrder(
            // What is left of verify's.
            "Access.plaintext",
            "ClusterAdmin.ensureTopics",
            "ClusterAdmin.prepareProbes",
            "ClusterVerifier.verify",
            "Deployment.verify",
            "EmbeddedDeployment.verify",
            "EmbeddedTarget.readyWithin",
            "FourLetterWord.ask",
            "FourLetterWord.status",
            // Their limits are TimeLimit's and those of verify, as those of the embedded target.
            "KubernetesDeployment.verify",
            "KubernetesTarget.readyWithin",
            // What it took, not what it may take.
            "ProbeResult.failed",
            "ProbeResult.inconclusive",
            "ProbeResult.passed",
            "TimeLimit.in",
            "TimeLimit.millis",
            "TimeLimit.positive",
            "Verifier.verify");
  }

  private static String place(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }

  @ParameterizedTest
  @MethodSource("longOnes")
  void verifiesWithinAnyLongLimit(Duration limit) {
    assertThat(kafka.verify(limit).orThrow().results()).isNotEmpty();
  }

  @Test
  void reportsWhatHadNoTimeToBeSeen() {
    assertThat(kafka.verify(SHORTEST).results())
        .isNotEmpty()
        .allSatisfy(result -> assertThat(result.toString()).doesNotContain("ArithmeticException"));
  }

  @Test
  void saysThatANanosecondIsTooShortForAStart() {
    EmbeddedTarget hasty = EmbeddedTarget.create().readyWithin(SHORTEST);

    assertThatThrownBy(() -> hasty.deploy(SPEC).close())
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("within");
  }

  @ParameterizedTest
  @MethodSource("notPositive")
  void refusesWhatIsNoLimit(Duration limit) {
    assertThatThrownBy(() -> kafka.verify(limit).orThrow())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: positive");
    assertThatThrownBy(() -> EmbeddedTarget.create().readyWithin(limit).deploy(SPEC).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: positive");
  }

  @ParameterizedTest
  @MethodSource("longOnes")
  void administersWithinAnyLongLimit(Duration limit) {
    try (ClusterAdmin admin = ClusterAdmin.Factory.load().open(door())) {
      admin.prepareProbes(1, limit);
      admin.ensureTopics(kafka.plan().topics(), limit);

      assertThat(admin.whyNotComplete(1)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("longOnes")
  void asksAServerWithinAnyLongLimit(Duration limit) throws IOException {
    Endpoint server = kafka.plan().servers().get(0).client();

    assertThat(FourLetterWord.ask("srvr", server, limit)).contains("Mode: ");
    assertThat(FourLetterWord.status(server, limit).serves()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("longOnes")
  void neverOverflowsALimit(Duration limit) {
    TimeLimit running = TimeLimit.in(limit);

    assertThat(running.passed()).isFalse();
    assertThat(running.left()).isBetween(Duration.ofDays(23), Duration.ofDays(36_500));
    assertThat(running.limit()).isEqualTo(limit);
    assertThat(System.nanoTime() + running.left().toNanos()).isGreaterThan(System.nanoTime());
    assertThat(TimeLimit.millis(limit)).isBetween(1, Integer.MAX_VALUE);
    assertThat(TimeLimit.positive("limit", limit)).isEqualTo(limit);
  }

  private Door door() {
    String broker = kafka.bootstrapServers();
    int colon = broker.lastIndexOf(':');
    return new Door(
        "CLIENT",
        new ListenerSecurity.Plaintext(),
        List.of(
            new Endpoint(
                broker.substring(0, colon), Integer.parseInt(broker.substring(colon + 1)))));
  }
}
