package dev.slipway.junit5;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.target.ClusterNode;
import dev.slipway.core.target.Deployment;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider.Lock;

class FaultsTest {
  private static final AtomicInteger USERS = new AtomicInteger();

  @BeforeEach
  void forget() {
    Watched.forget();
    USERS.set(0);
  }

  /** What a test that does not break anything may rely on. */
  private static void use(Deployment kafka) {
    USERS.incrementAndGet();
    assertThat(kafka.nodes())
        .isNotEmpty()
        .allMatch(node -> node.state() == ClusterNode.State.RUNNING);
    assertThat(kafka.verify().failures()).isEmpty();
    USERS.decrementAndGet();
  }

  private static void breakAlone(Deployment kafka) {
    assertThat(USERS).hasValue(0);
    kafka.broker(1).stop();
    kafka.server(1).stop();
    assertThat(kafka.broker(1).state()).isEqualTo(ClusterNode.State.STOPPED);
    assertThat(USERS).hasValue(0);
  }

  @Test
  void letsABreakingTestAloneAndRepairs() {
    Kit.passed(8, Kit.runConcurrently(Annotated.class, InFull.class));

    assertThat(Watched.LAUNCHED).hasSize(1);
  }

  @SlipwayCluster(brokers = 2)
  static class Annotated {
    @RepeatedTest(3)
    void uses(Deployment kafka) {
      use(kafka);
    }

    @Test
    @BreaksCluster
    void breaks(Deployment kafka) {
      breakAlone(kafka);
    }
  }

  static class InFull {
    @RegisterExtension
    static ClusterExtension kafka = ClusterExtension.of(cluster().zookeeper(1).kafka(2));

    @RepeatedTest(3)
    void uses() {
      use(kafka.deployment());
    }

    @Test
    @BreaksCluster
    void breaks() {
      breakAlone(kafka.deployment());
    }
  }

  @Test
  void killsAndPausesProcesses() {
    Kit.passed(2, Kit.run(Processes.class));
  }

  @SlipwayCluster(brokers = 2, oneProcessPerNode = true)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Processes {
    @Test
    @Order(1)
    @BreaksCluster
    void breaks(Deployment kafka) {
      kafka.broker(0).pause();
      kafka.broker(1).kill();
      assertThat(kafka.broker(0).state()).isEqualTo(ClusterNode.State.PAUSED);
    }

    @Test
    @Order(2)
    void uses(Deployment kafka) {
      use(kafka);
    }
  }

  @Test
  void tellsWhoBreaksASharedClusterUnsaid() {
    assertThat(Kit.failures(Kit.run(Unsaid.class)))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessage(
                        "kafka: [kafka-broker-1 STOPPED]: a shared cluster was broken by this"
                            + " test, or by one beside it (expected: @BreaksCluster on the test"
                            + " that does so)"));
  }

  @SlipwayCluster(brokers = 2)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Unsaid {
    @Test
    @Order(1)
    void breaks(Deployment kafka) {
      kafka.broker(1).stop();
    }

    @Test
    @Order(2)
    void uses(Deployment kafka) {
      use(kafka);
    }
  }

  @Test
  void repairsAfterAFailedTest() {
    assertThat(Kit.failures(Kit.run(FailsBroken.class)))
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessage("as it is to be"));
  }

  @SlipwayCluster(brokers = 2)
  @BreaksCluster
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class FailsBroken {
    @Test
    @Order(1)
    void fails(Deployment kafka) {
      kafka.broker(0).stop();
      throw new AssertionError("as it is to be");
    }

    @Test
    @Order(2)
    void uses(Deployment kafka) {
      use(kafka);
    }
  }

  @Test
  void tellsTheSchedulerWhoShares() throws Exception {
    Set<Lock> uses = locks(Annotated.class, "uses");
    Set<Lock> breaks = locks(Annotated.class, "breaks");

    assertThat(uses)
        .singleElement()
        .extracting(Lock::getAccessMode)
        .isEqualTo(ResourceAccessMode.READ);
    assertThat(breaks)
        .singleElement()
        .extracting(Lock::getAccessMode)
        .isEqualTo(ResourceAccessMode.READ_WRITE);
    assertThat(uses.iterator().next().getKey()).isEqualTo(breaks.iterator().next().getKey());
    assertThat(locks(Unsaid.class, "uses")).isEqualTo(uses);
    assertThat(locks(Processes.class, "uses")).isNotEqualTo(uses);
    assertThat(locks(InFull.class, "uses")).isEmpty();
  }

  private static Set<Lock> locks(Class<?> type, String name) throws NoSuchMethodException {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return new ClusterLocks().provideForMethod(List.of(), type, method);
      }
    }
    throw new NoSuchMethodException(name);
  }
}
