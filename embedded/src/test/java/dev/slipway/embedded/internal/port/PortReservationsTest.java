package dev.slipway.embedded.internal.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.embedded.OtherJvm;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortReservationsTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** 192.0.2.0/24 is nobody's (RFC 5737): it can't be bound, but not because it is in use. */
  @Test
  void saysWhyNoPortCanBeHeld() {
    try (PortReservations ports = new PortReservations(new SocketHolding("192.0.2.1"))) {
      assertThatThrownBy(ports::any)
          .hasMessageContaining("192.0.2.1")
          .hasMessageContaining("Cannot assign");
      assertThatThrownBy(() -> ports.exactly(45_321))
          .isNotInstanceOf(PortTakenException.class)
          .hasMessageContaining("port: 45321 cannot be held: 192.0.2.1:45321: Cannot assign");
    }
  }

  @Test
  void givesEachPortOnceAmongThreadsAndProcesses() throws Exception {
    int each = 300;
    List<OtherJvm> others = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PortReservations ports = PortReservations.open()) {
      for (int i = 0; i < 3; i++) {
        others.add(OtherJvm.running(PortProgram.class, "any", each));
      }
      List<Callable<List<Integer>>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(
            () -> {
              List<Integer> got = new ArrayList<>();
              for (int n = 0; n < each; n++) {
                got.add(ports.any());
              }
              return got;
            });
      }
      List<Integer> all = new ArrayList<>();
      for (Future<List<Integer>> got : threads.invokeAll(tasks)) {
        all.addAll(got.get());
      }
      for (OtherJvm other : others) {
        Arrays.stream(other.line().split(" ", -1)).map(Integer::valueOf).forEach(all::add);
      }
      assertThat(all).hasSize(7 * each).doesNotHaveDuplicates();

      // Who asks the kernel for any port, to listen or to connect, gets none of them ...
      Set<Integer> held = new HashSet<>(all);
      try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK)) {
        for (int i = 0; i < 3000; i++) {
          try (ServerSocket any = new ServerSocket(0, 1, LOOPBACK);
              Socket client = new Socket(LOOPBACK, server.getLocalPort());
              Socket accepted = server.accept()) {
            assertThat(held).doesNotContain(any.getLocalPort(), client.getLocalPort());
            assertThat(accepted.isConnected()).isTrue();
          }
        }
      }
      // ... and a node can listen on its own, again and again.
      for (int port : all.subList(0, 20)) {
        for (int restart = 0; restart < 3; restart++) {
          try (ServerSocket node = new ServerSocket(port, 1, LOOPBACK);
              Socket client = new Socket(LOOPBACK, port)) {
            assertThat(client.getPort()).isEqualTo(node.getLocalPort());
          }
        }
      }
    } finally {
      threads.shutdownNow();
      others.forEach(OtherJvm::close);
    }
  }

  @Test
  void givesARequestedPortToOneClusterOnly() throws Exception {
    int port;
    try (PortReservations first = PortReservations.open();
        PortReservations second = PortReservations.open()) {
      port = first.any();

      assertThatThrownBy(() -> second.exactly(port))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("port: " + port)
          .hasMessageContaining("another Slipway cluster");
    }

    try (OtherJvm other = OtherJvm.running(PortProgram.class, "exactly", port);
        PortReservations here = PortReservations.open()) {
      assertThat(other.line()).isEqualTo(Integer.toString(port));
      assertThatThrownBy(() -> here.exactly(port)).isInstanceOf(PortTakenException.class);

      other.process().destroyForcibly().waitFor();

      assertThat(here.exactly(port)).isEqualTo(port);
    }
  }

  @Test
  void namesAPortThatAProgramListensOn() throws Exception {
    try (ServerSocket onLoopback = new ServerSocket(0, 1, LOOPBACK);
        ServerSocket onAll = new ServerSocket(0);
        PortReservations ports = PortReservations.open()) {
      for (ServerSocket foreign : List.of(onLoopback, onAll)) {
        assertThatThrownBy(() -> ports.exactly(foreign.getLocalPort()))
            .isInstanceOf(PortTakenException.class)
            .hasMessageContaining("port: " + foreign.getLocalPort());
      }
    }
  }

  @Test
  void keepsPortsApartByLocksWhereSocketsCannot(@TempDir Path temp) {
    UserTempFolder parent = UserTempFolder.in(temp, "tester");
    int port;
    try (PortReservations second = new PortReservations(new LockHolding(parent))) {
      try (PortReservations first = new PortReservations(new LockHolding(parent))) {
        port = first.any();

        assertThat(second.any()).isNotEqualTo(port);
        assertThatThrownBy(() -> second.exactly(port)).isInstanceOf(PortTakenException.class);
      }
      assertThat(second.exactly(port)).isEqualTo(port);
    }
  }

  @Test
  void refusesWhatIsNoPort() {
    try (PortReservations ports = PortReservations.open()) {
      assertThatThrownBy(() -> ports.exactly(65_536)).hasMessageContaining("expected: 1-65535");
    }
  }
}
