package dev.slipway.embedded.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.embedded.FourLetterWord;
import dev.slipway.embedded.TestBundle;
import dev.slipway.embedded.Until;
import dev.slipway.embedded.internal.folder.FileTree;
import dev.slipway.embedded.internal.folder.RunFolder;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterTest {

  @ParameterizedTest
  @EnumSource
  void comesUpAndRestartsSingleNodes(TestCluster.Layout layout, @TempDir Path temp)
      throws Exception {
    long begin = System.nanoTime();
    try (TestCluster cluster = TestCluster.prepare(temp, layout, 3, 3).up()) {
      System.out.printf(
          "3 + 3, %s: up in %d ms%n",
          layout, Duration.ofNanos(System.nanoTime() - begin).toMillis());
      cluster.awaitQuorum();
      cluster.createTopics(
          new TopicsFile.Topic("orders", 6, 3, Map.of("cleanup.policy", "compact")),
          new TopicsFile.Topic("audit", 1, 3, Map.of()));
      System.out.printf(
          "3 + 3, %s: topics after %d ms%n",
          layout, Duration.ofNanos(System.nanoTime() - begin).toMillis());

      cluster.stop("kafka-1");
      cluster.stop("zk-1");
      assertThatThrownBy(() -> FourLetterWord.srvr(cluster.clientPort("zk-1")))
          .hasMessageContaining("refused");
      TestCluster.get(cluster.start("zk-1"));
      TestCluster.get(cluster.start("kafka-1"));
      cluster.awaitQuorum();
      cluster.awaitBrokers(3);

      assertThat(cluster.failures).isEmpty();
      assertThat(cluster.log("kafka-1"))
          .content()
          .contains("kafka.server.KafkaServer - [KafkaServer id=1] started");
      assertThat(cluster.log("kafka-1")).content().doesNotContain("[KafkaServer id=0] started");
      assertThat(cluster.log("zk-1")).content().contains("QuorumPeer");
    }
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void survivesTheKillOfABrokerAndTakesItBack(@TempDir Path temp) throws Exception {
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, 1, 2).up()) {
      cluster.host("kafka-1").kill();
      TestCluster.get(cluster.start("kafka-1"));

      cluster.awaitBrokers(2);
      assertThat(cluster.failures).isEmpty();
    }
  }

  @Test
  void stopsABrokerWhoseZooKeeperIsGone(@TempDir Path temp) throws Exception {
    try (TestCluster cluster = TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 1, 1).up()) {
      cluster.stop("zk-0");

      cluster.stop("kafka-0");

      TestCluster.get(cluster.start("zk-0"));
      TestCluster.get(cluster.start("kafka-0"));
      cluster.awaitBrokers(1);
    }
  }

  @Test
  void pausesAndResumes(@TempDir Path temp) throws Exception {
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, 1, 0).up()) {
      cluster.awaitQuorum();
      NodeProcess server = cluster.host("zk-0");
      int port = cluster.clientPort("zk-0");

      server.pause();
      assertThatThrownBy(() -> FourLetterWord.srvr(port)).hasMessageContaining("timed out");
      server.resume();

      FourLetterWord.awaitServing(port, TestCluster.LIMIT);
      assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
          .containsExactlyElementsOf(cluster.pids());
    }
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void closesWhilePaused(@TempDir Path temp) throws Exception {
    TestCluster cluster = TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, 1, 0).up();
    cluster.host("zk-0").pause();

    cluster.close();

    assertThat(ProcessHandle.current().children()).isEmpty();
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void namesTheReasonOfAFailedStart(@TempDir Path temp) throws Exception {
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 1, 1, "num.io.threads=none")) {
      TestCluster.get(cluster.start("zk-0"));

      assertThatThrownBy(() -> TestCluster.get(cluster.start("kafka-0")))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              NodeFailure.class,
              failure -> {
                assertThat(failure.nodeId()).isEqualTo("kafka-0");
                assertThat(failure.reason())
                    .contains("Invalid value none for configuration num.io.threads");
              });

      // What failed can be put right and started again, in the same JVM.
      Files.writeString(
          cluster.config("kafka-0"),
          Files.readString(cluster.config("kafka-0")).replace("num.io.threads=none", ""));
      TestCluster.get(cluster.start("kafka-0"));
    }
  }

  @Test
  void namesTheTakenPortAndShowsTheLog(@TempDir Path temp) throws Exception {
    try (TestCluster cluster = TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 1, 1);
        ServerSocket foreign =
            new ServerSocket(cluster.clientPort("kafka-0"), 1, InetAddress.getLoopbackAddress())) {
      TestCluster.get(cluster.start("zk-0"));

      assertThatThrownBy(() -> TestCluster.get(cluster.start("kafka-0")))
          .cause()
          .isInstanceOfSatisfying(
              NodeFailure.class,
              failure -> {
                assertThat(failure.reason()).contains(Integer.toString(foreign.getLocalPort()));
                assertThat(failure.log()).isEqualTo(cluster.log("kafka-0"));
                assertThat(String.join("\n", failure.lastLines())).contains("KafkaServer");
              });
    }
  }

  @Test
  void reportsATakenElectionPort(@TempDir Path temp) throws Exception {
    try (TestCluster cluster = TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 3, 0)) {
      String config = Files.readString(cluster.config("zk-0"));
      int electionPort =
          Integer.parseInt(
              config
                  .lines()
                  .filter(line -> line.startsWith("server.1="))
                  .findFirst()
                  .orElseThrow()
                  .replaceAll(".*:", ""));
      try (ServerSocket foreign =
          new ServerSocket(electionPort, 1, InetAddress.getLoopbackAddress())) {
        TestCluster.get(cluster.start("zk-0"));

        Until.met(TestCluster.LIMIT, () -> !cluster.failures.isEmpty());

        assertThat(foreign.isBound()).isTrue();
        NodeFailure failure = cluster.failures.remove();
        assertThat(failure.nodeId()).isEqualTo("zk-0");
        assertThat(failure.reason())
            .contains("status 14")
            .contains("leader election any longer: 127.0.0.1:" + electionPort);
        assertThat(String.join("\n", failure.lastLines())).contains("electionPortBindRetry");
      }
      // The neighbours in the same JVM have not noticed, and the failed one can come back.
      for (String id : List.of("zk-1", "zk-2", "zk-0")) {
        TestCluster.get(cluster.start(id));
      }
      cluster.awaitQuorum();
    }
  }

  @Test
  void reportsTheUnexpectedEndOfAProcess(@TempDir Path temp) throws Exception {
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, 1, 0).up()) {
      ProcessHandle.of(cluster.pids().get(0)).orElseThrow().destroy();

      Until.met(TestCluster.LIMIT, () -> !cluster.failures.isEmpty());

      NodeFailure failure = cluster.failures.remove();
      assertThat(failure.nodeId()).isEqualTo("zk-0");
      assertThat(failure.reason()).contains("exit code 143");
      assertThat(failure.lastLines()).isNotEmpty();
    }
  }

  @Test
  void saysWhyAJvmDoesNotComeUp(@TempDir Path temp) throws Exception {
    try (RunFolder folder = RunFolder.temporary("bad", UserTempFolder.in(temp, "tester"));
        NodeProcess process =
            NodeProcess.launch(
                new ChildLaunch(
                    "bad", TestBundle.get(), folder, "no-size", List.of(), failure -> {}))) {
      assertThatThrownBy(
              () -> TestCluster.get(process.awaitBrokers("127.0.0.1:1", 1, TestCluster.LIMIT)))
          .cause()
          .isInstanceOf(NodeFailure.class)
          .hasMessageContaining("exit code 1")
          .hasMessageContaining("Invalid maximum heap size: -Xmxno-size");
    }
  }

  @Test
  void runsSideBySide(@TempDir Path temp) throws Exception {
    ExecutorService starters = Executors.newFixedThreadPool(4);
    try {
      Callable<List<NodeFailure>> run =
          () -> {
            try (TestCluster cluster =
                TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 3, 1).up()) {
              cluster.awaitQuorum();
              return List.copyOf(cluster.failures);
            }
          };
      for (Future<List<NodeFailure>> failures : starters.invokeAll(Collections.nCopies(6, run))) {
        assertThat(failures.get()).isEmpty();
      }
    } finally {
      starters.shutdownNow();
    }
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void stopsANodeThatIsStarting(@TempDir Path temp) throws Exception {
    try (TestCluster cluster = TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 1, 1)) {
      Future<?> start = cluster.start("kafka-0");
      Until.met(
          TestCluster.LIMIT,
          () ->
              Files.exists(cluster.log("kafka-0"))
                  && Files.readString(cluster.log("kafka-0")).contains("Waiting until connected"));

      cluster.stop("kafka-0");

      assertThatThrownBy(() -> TestCluster.get(start))
          .hasMessageContaining("stopped while it was starting");
      TestCluster.get(cluster.start("zk-0"));
      TestCluster.get(cluster.start("kafka-0"));
      assertThat(cluster.failures).isEmpty();
    }
  }

  @Test
  void reportsABrokerThatGivesUp(@TempDir Path temp) throws Exception {
    try (TestCluster cluster = TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 1, 1).up()) {
      FileTree.delete(cluster.config("kafka-0").resolveSibling("data"));

      try {
        cluster.createTopics(new TopicsFile.Topic("nowhere", 1, 1, Map.of()));
      } catch (ExecutionException refused) {
        // The topic is known before its folder is made: both this and the opposite are right.
      }
      Until.met(TestCluster.LIMIT, () -> !cluster.failures.isEmpty());

      NodeFailure failure = cluster.failures.remove();
      assertThat(failure.nodeId()).isEqualTo("kafka-0");
      assertThat(failure.reason()).contains("halt status 1").contains("log dirs");
      assertThat(FourLetterWord.srvr(cluster.clientPort("zk-0"))).contains("Mode: ");
    }
  }

  @Test
  void takesKeptDataUpAgain(@TempDir Path temp) throws Exception {
    Path data = temp.resolve("data");
    TopicsFile.Topic topic = new TopicsFile.Topic("kept", 3, 1, Map.of("retention.ms", "100000"));
    for (int run = 0; run < 2; run++) {
      try (TestCluster cluster =
          TestCluster.prepare(RunFolder.at(data), TestCluster.Layout.ONE_JVM, 1, 1, "").up()) {
        cluster.createTopics(topic);
        assertThatThrownBy(() -> cluster.createTopics(new TopicsFile.Topic("kept", 4, 1, Map.of())))
            .hasMessageContaining("topic 'kept' exists with 3 partitions (expected: 4)");
        cluster.stop("kafka-0");
        cluster.stop("zk-0");
      }
      assertThat(data.resolve("kafka-0/data/kept-0")).isDirectory();
      assertThat(data.resolve(".slipway-tmp")).doesNotExist();
    }
  }

  @Test
  void leavesNoThread(@TempDir Path temp) throws Exception {
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.JVM_PER_NODE, 2, 0).up()) {
      assertThat(slipwayThreads()).hasSize(2);
      cluster.host("zk-0").kill();
      assertThat(slipwayThreads()).hasSize(1);
    }
    assertThat(slipwayThreads()).isEmpty();
  }

  private static List<String> slipwayThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("slipway-"))
        .toList();
  }
}
