package dev.slipway.junit5;

import static dev.slipway.dsl.Slipway.cluster;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.Deployment;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SharingTest {
  private static final List<Object> SEEN = new CopyOnWriteArrayList<>();

  @BeforeEach
  void forget() {
    Watched.forget();
    SEEN.clear();
  }

  private static long launched() {
    return Watched.EVENTS.stream().filter(event -> event.startsWith("launch")).count();
  }

  @Test
  void launchesOnceForEqualSpecificationsOfASession() {
    Kit.passed(
        9,
        Kit.run(
            First.class,
            Second.class,
            Derived.class,
            Composed.class,
            InFull.class,
            OnMethod.class));

    assertThat(Watched.EVENTS).containsExactly("open watched", "launch kafka", "close watched");
    assertThat(SEEN).hasSize(9).containsOnly(Watched.LAUNCHED.get(0));
  }

  @Test
  void launchesOnceForConcurrentClassesAndMethods() {
    Kit.passed(
        14,
        Kit.runConcurrently(
            First.class,
            Second.class,
            Derived.class,
            Composed.class,
            InFull.class,
            SideBySide.class,
            OneInstance.class));

    assertThat(Watched.EVENTS).containsExactly("open watched", "launch kafka", "close watched");
    assertThat(SEEN).containsOnly(Watched.LAUNCHED.get(0));
  }

  @SlipwayCluster
  static class First {
    @Test
    void one(Deployment kafka) {
      SEEN.add(kafka);
    }

    @Test
    void two(Deployment kafka) {
      SEEN.add(kafka);
    }
  }

  @SlipwayCluster
  static class Second {
    @Test
    void one(Deployment kafka) {
      SEEN.add(kafka);
    }

    @Nested
    class Inside {
      @Test
      void two(Deployment kafka) {
        SEEN.add(kafka);
      }
    }
  }

  static class Derived extends First {}

  @SlipwayCluster
  @Retention(RetentionPolicy.RUNTIME)
  @interface OwnCluster {}

  @OwnCluster
  static class Composed {
    @Test
    void one(Deployment kafka) {
      SEEN.add(kafka);
    }
  }

  static class InFull {
    @RegisterExtension
    static ClusterExtension kafka = ClusterExtension.of(cluster().zookeeper(1).kafka(1));

    @Test
    void one() {
      SEEN.add(kafka.deployment());
    }
  }

  static class OnMethod {
    @Test
    @SlipwayCluster
    void one(Deployment kafka) {
      SEEN.add(kafka);
    }
  }

  /** Tests that can only pass side by side. */
  @SlipwayCluster
  static class SideBySide {
    private static final CountDownLatch BOTH = new CountDownLatch(2);

    @Test
    void one(Deployment kafka) throws InterruptedException {
      meet(kafka);
    }

    @Test
    void two(Deployment kafka) throws InterruptedException {
      meet(kafka);
    }

    private static void meet(Deployment kafka) throws InterruptedException {
      SEEN.add(kafka);
      BOTH.countDown();
      assertThat(BOTH.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @SlipwayCluster
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    private final Topic topic;

    @FromCluster private @Nullable Deployment injected;
    private @Nullable Topic first;

    OneInstance(Topic topic) {
      this.topic = topic;
    }

    @BeforeAll
    void all(Topic topic) {
      assertThat(topic).isEqualTo(this.topic);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void numbered(int number, Deployment kafka, Topic own) {
      SEEN.add(kafka);
      assertThat(number).isPositive();
      assertThat(kafka).isSameAs(injected);
      assertThat(own).isNotEqualTo(topic).isNotEqualTo(first);
      synchronized (this) {
        first = own;
      }
    }

    @RepeatedTest(2)
    void again(Deployment kafka, Topic own) {
      SEEN.add(kafka);
      assertThat(own).isNotEqualTo(topic);
    }
  }

  @Test
  void launchesForEachClass() {
    Kit.passed(5, Kit.run(PerClass.class, PerClassToo.class));

    assertThat(launched()).isEqualTo(2);
    assertThat(SEEN.subList(0, 4)).containsOnly(SEEN.get(0));
    assertThat(SEEN.get(4)).isNotEqualTo(SEEN.get(0));
  }

  @SlipwayCluster(sharing = Sharing.CLASS)
  static class PerClass {
    @RepeatedTest(2)
    void one(Deployment kafka) {
      SEEN.add(kafka);
    }

    @Nested
    class Inside {
      @ParameterizedTest
      @ValueSource(ints = {1, 2})
      void two(int number, Deployment kafka) {
        assertThat(number).isPositive();
        SEEN.add(kafka);
      }
    }
  }

  @SlipwayCluster(sharing = Sharing.CLASS)
  static class PerClassToo {
    @Test
    void one(Deployment kafka) {
      assertThat(kafka).isSameAs(Watched.LAUNCHED.get(1));
      SEEN.add(kafka);
    }
  }

  @Test
  void launchesForEachTest() {
    Kit.passed(3, Kit.run(PerTest.class));

    assertThat(launched()).isEqualTo(3);
    assertThat(SEEN).hasSize(3).doesNotHaveDuplicates();
  }

  static class PerTest {
    @RegisterExtension
    final ClusterExtension kafka =
        ClusterExtension.of(cluster().zookeeper(1).kafka(1)).sharedBy(Sharing.TEST);

    @FromCluster private @Nullable Deployment injected;

    PerTest() {}

    @BeforeEach
    void each(Deployment kafka) {
      assertThat(kafka).isSameAs(injected);
    }

    @Test
    void one(Deployment given) {
      assertThat(given).isSameAs(injected).isSameAs(kafka.deployment());
      SEEN.add(given);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void two(int number, Deployment given) {
      assertThat(given).isSameAs(injected);
      assertThat(number).isPositive();
      SEEN.add(given);
    }
  }

  @Test
  void refusesAClusterPerTestWhereThereIsNoTest() {
    assertThat(Kit.failures(Kit.run(PerTestTooEarly.class)))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(requireNonNull(failure.getCause()))
                    .hasMessageContaining(
                        "cluster 'kafka' is wanted where there is no test (expected: in a test"));
    assertThat(launched()).isZero();
  }

  @SlipwayCluster(sharing = Sharing.TEST)
  static class PerTestTooEarly {
    @BeforeAll
    static void all(Deployment kafka) {}

    @Test
    void never() {}
  }

  @Test
  void launchesForEachSpecificationAndTarget() {
    Kit.passed(2, Kit.run(OwnTarget.class, EqualTarget.class));

    assertThat(launched()).isZero();
    assertThat(SEEN).hasSize(2);
    assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));

    Kit.passed(3, Kit.run(First.class, OtherSettings.class));
    assertThat(launched()).isEqualTo(2);
  }

  static class OwnTarget {
    @RegisterExtension
    static TypedClusterExtension<EmbeddedDeployment> kafka =
        ClusterExtension.of(cluster().zookeeper(1).kafka(1)).on(EmbeddedTarget.create());

    @Test
    void one() {
      SEEN.add(kafka.deployment());
    }
  }

  static class EqualTarget {
    @RegisterExtension
    static TypedClusterExtension<EmbeddedDeployment> kafka =
        ClusterExtension.of(cluster().zookeeper(1).kafka(1)).on(EmbeddedTarget.create());

    @Test
    void one() {
      SEEN.add(kafka.deployment());
    }
  }

  @SlipwayCluster(brokerSettings = "auto.create.topics.enable=false")
  static class OtherSettings {
    @Test
    void one(Deployment kafka) {
      SEEN.add(kafka);
    }
  }

  @Test
  void launchesOnceForAllRequestsOfASession() {
    try (LauncherSession session = LauncherFactory.openSession()) {
      session.getLauncher().execute(request(First.class));
      session.getLauncher().execute(request(Second.class));
    }

    boolean sessions =
        Arrays.stream(ExtensionContext.class.getDeclaredClasses())
            .anyMatch(type -> type.getSimpleName().equals("StoreScope"));
    assertThat(SEEN).hasSize(4);
    assertThat(launched()).isEqualTo(sessions ? 1 : 2);
  }

  private static LauncherDiscoveryRequest request(Class<?> type) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectClass(type))
        .configurationParameter(TargetChoice.SETTING, Watched.NAME)
        .build();
  }

  @Test
  void triesAFailedLaunchOnlyOnce() {
    List<Throwable> failures =
        Kit.failures(Kit.run(Map.of(TargetChoice.SETTING, "failing"), First.class, Composed.class));

    assertThat(failures).hasSize(2).hasOnlyElementsOfType(NotReadyException.class);
    assertThat(Watched.EVENTS).containsExactly("fail kafka");
  }
}
