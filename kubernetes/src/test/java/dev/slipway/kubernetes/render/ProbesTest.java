package dev.slipway.kubernetes.render;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kubernetes.manifest.ServerVersion;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs in the container, run here by bash. */
@Timeout(60)
class ProbesTest {
  private static final ServerVersion NEW = ServerVersion.of("1.31");

  @Test
  void succeedsAsSoonAsTheNodeServes(@TempDir Path folder) throws Exception {
    Path serves = folder.resolve("serves");
    Process probe = start(new Probes("why='not yet'; [ -e " + serves + " ]", NEW).readiness());
    assertThat(probe.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();

    Files.createFile(serves);

    assertThat(probe.waitFor(3, TimeUnit.SECONDS)).isTrue();
    assertThat(probe.exitValue()).isZero();
    assertThat(output(probe)).isEmpty();
  }

  @Test
  void aServerThatServesInAQuorumIsReady() throws Exception {
    try (ServerSocket node = answering("Zookeeper version: 3.9.4\nMode: follower\n")) {
      assertThat(ends(start(server(node))).exitValue()).isZero();
    }
  }

  @Test
  void aBrokerThatAnswersIsReady() throws Exception {
    try (ServerSocket node = answering("\0\0\0\4size")) {
      assertThat(ends(start(broker(node))).exitValue()).isZero();
    }
  }

  @Test
  void whoDoesNotServeSaysWhyAfterSecondsOfAsking() throws Exception {
    try (ServerSocket alone = answering("This ZooKeeper instance is not currently serving\n");
        ServerSocket hangingUp = answering("");
        ServerSocket hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Map<Process, String> reasons =
          Map.of(
              start(server(alone)), "This ZooKeeper instance is not currently serving\n",
              start(broker(hangingUp)), "it does not answer\n",
              start(broker(hung)), "it does not answer\n",
              start(server(hung)), "it does not answer\n",
              start(rendered("c-broker", 9092, 1)), "nobody listens at port 1\n");
      long begin = System.nanoTime();

      for (Map.Entry<Process, String> asking : reasons.entrySet()) {
        assertThat(ends(asking.getKey()).exitValue()).isOne();
        assertThat(output(asking.getKey())).isEqualTo(asking.getValue());
        // Five of asking, and three for the last answer where none comes.
        assertThat(System.nanoTime() - begin).isBetween(secondsToNanos(4), secondsToNanos(15));
      }
    }
  }

  @Test
  void whereReadinessIsAskedForLateNothingWaitsForTheStart() {
    Probes old = new Probes("true", ServerVersion.of("1.21"));
    assertThat(old.startup()).isNull();
    // The next begins when this one ends.
    assertThat(old.readiness().getPeriodSeconds()).isEqualTo(5);

    Probes now = new Probes("true", ServerVersion.of("1.22"));
    assertThat(now.startup()).isNotNull();
    assertThat(now.readiness().getPeriodSeconds()).isEqualTo(10);
  }

  private static Probe server(ServerSocket node) {
    return rendered("c-zookeeper", 2181, node.getLocalPort());
  }

  private static Probe broker(ServerSocket node) {
    return rendered("c-broker", 9092, node.getLocalPort());
  }

  /** The probe of a workload, but of a port of this machine. */
  private static Probe rendered(String workload, int nodePort, int port) {
    Probe probe =
        Rendering.only(Rendering.of(Rendering.cluster(1, 1)), StatefulSet.class, workload)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .get(0)
            .getReadinessProbe();
    probe
        .getExec()
        .getCommand()
        .replaceAll(word -> word.replace(String.valueOf(nodePort), String.valueOf(port)));
    return probe;
  }

  /** Gives everybody the same answer until it is closed. */
  private static ServerSocket answering(String answer) throws IOException {
    ServerSocket node = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> answer(node, answer));
    thread.setDaemon(true);
    thread.start();
    return node;
  }

  private static void answer(ServerSocket node, String answer) {
    while (!node.isClosed()) {
      try (Socket asking = node.accept()) {
        asking.getOutputStream().write(answer.getBytes(US_ASCII));
        asking.shutdownOutput();
        asking.getInputStream().readAllBytes();
      } catch (IOException expected) {
        // Who asked has gone, or the test is over.
      }
    }
  }

  private static Process start(Probe probe) {
    try {
      return new ProcessBuilder(probe.getExec().getCommand()).redirectErrorStream(true).start();
    } catch (IOException e) {
      System.err.printf("%n*** NOT RUN: probes of nodes, which need bash: %s ***%n%n", e);
      return Assumptions.abort(e.toString());
    }
  }

  private static Process ends(Process asking) throws InterruptedException {
    assertThat(asking.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return asking;
  }

  private static long secondsToNanos(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static String output(Process ended) throws IOException {
    return new String(ended.getInputStream().readAllBytes(), US_ASCII);
  }
}
