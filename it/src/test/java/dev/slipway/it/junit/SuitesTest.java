package dev.slipway.it.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.slipway.core.target.Deployment;
import dev.slipway.junit5.SlipwayCluster;
import dev.slipway.junit5.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Suites that run at once have a cluster each, and don't meet. */
class SuitesTest {
  private static final Set<String> ADDRESSES = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void forget() {
    ADDRESSES.clear();
  }

  @Test
  void runsTwoAtOnce() throws Exception {
    runAtOnce(2);
  }

  @Test
  @EnabledIfSystemProperty(named = "slipway.soak", matches = "true")
  void runsTwentyAtOnce() throws Exception {
    runAtOnce(20);
  }

  private static void runAtOnce(int suites) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(suites);
    try {
      List<Future<TestExecutionSummary>> running = new ArrayList<>();
      for (int suite = 0; suite < suites; suite++) {
        running.add(threads.submit(SuitesTest::runSuite));
      }
      for (Future<TestExecutionSummary> suite : running) {
        assertThat(suite.get().getFailures()).isEmpty();
        assertThat(suite.get().getTestsSucceededCount()).isEqualTo(2);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(ADDRESSES).hasSize(suites);
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  private static TestExecutionSummary runSuite() {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(Suite.class))
                  .configurationParameter("slipway.linger", "PT0S")
                  .build(),
              summary);
    }
    return summary.getSummary();
  }

  @SlipwayCluster
  static class Suite {
    @Test
    void writes(Producer<String, String> producer, Topic topic) throws Exception {
      assertThat(producer.send(new ProducerRecord<>(topic.name(), "hello")).get().offset())
          .isZero();
    }

    @Test
    void remembers(Deployment kafka) {
      ADDRESSES.add(kafka.bootstrapServers());
    }
  }
}
