package dev.slipway.kubernetes.render;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.probe.Plaintext.Met;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.render.StrangerPod.Target;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pod that tries ports from outside the mesh; its program is run here by bash. */
@Timeout(60)
class StrangerPodTest {
  private static final PortPlan CLIENT = new PortPlan("tcp-client", 2181, "");
  private static final PortPlan PEER = new PortPlan("tcp-peer", 2888, "");

  @Test
  void isNoNodeAndMayRunWhereTheRestrictedStandardIsEnforced() {
    Pod pod = pod(List.of(new Target("10.0.0.1", NodeRole.ZOOKEEPER, CLIENT)));

    assertThat(pod.getMetadata().getLabels())
        .containsEntry(Labels.STRANGER_TO, "c")
        .doesNotContainKeys(Labels.CLUSTER, Labels.COMPONENT);
    assertThat(pod.getMetadata().getOwnerReferences()).isEmpty();
    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    assertThat(pod.getSpec().getVolumes()).isEmpty();
    Container container = pod.getSpec().getContainers().get(0);
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  @Test
  void endsByItself() {
    Pod pod = pod(List.of());

    assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(pod.getSpec().getActiveDeadlineSeconds()).isPositive();
    // Kubernetes would take it for a variable of its own.
    assertThat(pod.getSpec().getContainers().get(0).getCommand())
        .noneMatch(word -> word.contains("$(") || word.contains("$$"));
  }

  @Test
  void readsWhatThePodSaid() {
    List<Target> targets = targets(6);

    assertThat(
            StrangerPod.met(
                "3 unreachable\ncontrol answered\n0 answered\n1 closed\n2 open\n4 refused\n",
                targets))
        .containsExactly(
            Met.ANSWERED, Met.REFUSED, Met.HELD_OPEN, Met.UNREACHABLE, Met.REFUSED, Met.UNKNOWN);
  }

  @Test
  void takesNoRefusalFromAPodWithoutANetwork() {
    assertThat(
            StrangerPod.met(
                "control unreachable\n0 refused\n1 unreachable\n2 closed\n3 answered\n",
                targets(4)))
        .containsExactly(Met.UNKNOWN, Met.UNKNOWN, Met.REFUSED, Met.ANSWERED);
    assertThat(StrangerPod.met("0 refused\n", targets(1))).containsExactly(Met.UNKNOWN);
    assertThat(StrangerPod.met("", targets(1))).containsExactly(Met.UNKNOWN);
  }

  @Test
  void tellsAnAnswerFromSilenceAndFromAClosedDoor() throws Exception {
    try (Listener control = new Listener(Listener::close);
        Listener server = new Listener(socket -> say(socket, "Zookeeper version: 3.9.4\n"));
        Listener broker = new Listener(socket -> say(socket, "\0\0\0\4size"));
        Listener waiting = new Listener(socket -> {});
        Listener proxy = new Listener(Listener::close);
        Listener resetting = new Listener(Listener::reset)) {
      List<Target> targets =
          List.of(
              server.as(NodeRole.ZOOKEEPER, CLIENT),
              broker.as(NodeRole.BROKER, CLIENT),
              waiting.as(NodeRole.ZOOKEEPER, PEER),
              proxy.as(NodeRole.BROKER, CLIENT),
              resetting.as(NodeRole.BROKER, CLIENT),
              new Target("127.0.0.1", NodeRole.BROKER, new PortPlan("tcp-none", 1, "")));

      String said = run(targets, control);

      assertThat(said.lines())
          .containsExactlyInAnyOrder(
              "control closed",
              "0 answered",
              "1 answered",
              "2 open",
              "3 closed",
              "4 closed",
              "5 refused");
      assertThat(server.heard()).isEqualTo("srvr\n");
      assertThat(broker.heard()).startsWith("\0\0\0\n\0\022\0\0");
      assertThat(control.heard()).startsWith("GET / HTTP/1.0\r\n");
    }
  }

  private static List<Target> targets(int count) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      targets.add(new Target("10.0.0." + i, NodeRole.ZOOKEEPER, PEER));
    }
    return targets;
  }

  private static Pod pod(List<Target> targets) {
    return StrangerPod.render(
        new RenderContext(
            Planner.plan(Rendering.cluster(1, 1).build(), KubernetesFacts.builder().build()),
            Rendering.CURRENT),
        ProviderSource.of(StrangerPodTest.class.getClassLoader()),
        targets);
  }

  private static String run(List<Target> targets, Listener control) throws Exception {
    Container container = pod(targets).getSpec().getContainers().get(0);
    List<String> command = new ArrayList<>(container.getCommand());
    command.addAll(container.getArgs());
    ProcessBuilder bash = new ProcessBuilder(command);
    bash.environment().put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    bash.environment()
        .put("KUBERNETES_SERVICE_PORT", String.valueOf(control.socket.getLocalPort()));
    try {
      Process running = bash.start();
      String said = new String(running.getInputStream().readAllBytes(), US_ASCII);
      assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
      return said;
    } catch (IOException e) {
      System.err.printf("%n*** NOT RUN: the stranger's program, which needs bash: %s ***%n%n", e);
      return Assumptions.abort(e.toString());
    }
  }

  private static void say(Socket socket, String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(US_ASCII));
  }

  /** What is done with a connection once something has come over it. */
  private interface Manner {
    void meet(Socket socket) throws IOException;
  }

  /** Listens at a port of this machine until it is closed. */
  private static final class Listener implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<Socket> met = new ArrayList<>();
    private final Manner manner;

    Listener(Manner manner) throws IOException {
      this.manner = manner;
      Thread thread = new Thread(this::listen, "listener");
      thread.setDaemon(true);
      thread.start();
    }

    private void listen() {
      try {
        Socket asking = socket.accept();
        met.add(asking);
        heard.add(words(asking));
        manner.meet(asking);
      } catch (IOException expected) {
        // The test is over.
      }
    }

    /** All that is said before a silence: a shell sends what has a line break in two pieces. */
    private static String words(Socket asking) throws IOException {
      asking.setSoTimeout(200);
      StringBuilder words = new StringBuilder();
      byte[] piece = new byte[100];
      try {
        for (int count; (count = asking.getInputStream().read(piece)) > 0; ) {
          words.append(new String(piece, 0, count, US_ASCII));
        }
      } catch (SocketTimeoutException silent) {
        return words.toString();
      }
      return words.toString();
    }

    String heard() throws InterruptedException {
      String words = heard.poll(10, TimeUnit.SECONDS);
      return words == null ? "nothing" : words;
    }

    Target as(NodeRole role, PortPlan port) {
      return new Target(
          "127.0.0.1", role, new PortPlan(port.name(), socket.getLocalPort(), port.purpose()));
    }

    static void close(Socket asking) throws IOException {
      asking.close();
    }

    static void reset(Socket asking) throws IOException {
      asking.setSoLinger(true, 0);
      asking.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
