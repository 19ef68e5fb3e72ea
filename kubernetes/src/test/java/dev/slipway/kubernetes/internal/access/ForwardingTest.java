package dev.slipway.kubernetes.internal.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerSecurity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers and clients that misbehave, end early or come late. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForwardingTest {
  private static final byte[] METADATA_0 = {0, 3, 0, 0, 0, 0, 0, 7, -1, -1, 0, 0, 0, 0};

  private final TestDialer dialer = new TestDialer();

  private static Socket connect(Endpoint endpoint) throws IOException {
    Socket socket = new Socket(endpoint.host(), endpoint.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private BrokerForwarder forwarder(FakeBroker broker) {
    return BrokerForwarder.open(
        "CLIENT", new ListenerSecurity.Plaintext(), Map.of(0, broker.target()), dialer);
  }

  private static void frame(DataOutputStream out, byte... bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  private static byte[] frame(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  @Test
  void rewritesABrokerThatItKnowsAndLeavesOneThatItDoesNot() throws Exception {
    try (FakeBroker broker =
            FakeBroker.doing(
                (in, out) -> {
                  assertThat(frame(in)).isEqualTo(METADATA_0);
                  frame(
                      out,
                      new byte[] {
                        0, 0, 0, 7, 0, 0, 0, 2, //
                        0, 0, 0, 0, 0, 1, 'a', 0, 0, 0, 1, //
                        0, 0, 0, 9, 0, 1, 'b', 0, 0, 0, 2, //
                        0, 0, 0, 0
                      });
                });
        BrokerForwarder forwarder = forwarder(broker);
        Socket client = connect(forwarder.endpoint(0));
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        DataInputStream in = new DataInputStream(client.getInputStream())) {
      frame(out, METADATA_0);

      in.skipNBytes(4 + 4 + 4 + 4);
      assertThat(in.readUTF()).isEqualTo("127.0.0.1");
      assertThat(in.readInt()).isEqualTo(forwarder.endpoint(0).port());
      assertThat(in.readInt()).isEqualTo(9);
      assertThat(in.readUTF()).isEqualTo("b");
      assertThat(in.readInt()).isEqualTo(2);
      assertThat(in.readAllBytes()).hasSize(4);
    }
  }

  @Test
  void closesOnWhatIsNoRequest() throws Exception {
    AtomicBoolean heard = new AtomicBoolean();
    try (FakeBroker broker = FakeBroker.doing((in, out) -> heard.set(in.read() >= 0));
        BrokerForwarder forwarder = forwarder(broker);
        Socket client = connect(forwarder.endpoint(0))) {
      client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

      assertThat(endsWithoutAnAnswer(client)).isTrue();
      assertThat(heard).isFalse();
    }
  }

  @Test
  void closesOnAnAnswerThatNobodyAskedFor() throws Exception {
    closesOn((in, out) -> frame(out, new byte[] {0, 0, 0, 1, 0, 0}));
  }

  @Test
  void closesOnTheAnswerToAnotherRequest() throws Exception {
    closesOn(
        (in, out) -> {
          frame(in);
          frame(out, new byte[] {0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0});
        });
  }

  @Test
  void closesOnAnAnswerThatCannotBeRead() throws Exception {
    closesOn(
        (in, out) -> {
          frame(in);
          frame(out, new byte[] {0, 0, 0, 7, 0, 0, 0, 2, 0, 0});
        });
  }

  @Test
  void closesOnAnAnswerThatIsTooLargeToRewrite() throws Exception {
    closesOn(
        (in, out) -> {
          frame(in);
          out.writeInt(Integer.MAX_VALUE);
          out.writeInt(7);
        });
  }

  @Test
  void closesWhenTheBrokerEndsInTheMiddle() throws Exception {
    closesOn(
        (in, out) -> {
          frame(in);
          out.writeInt(100);
          out.writeInt(7);
        });
  }

  private void closesOn(FakeBroker.Conversation conversation) throws IOException {
    try (FakeBroker broker = FakeBroker.doing(conversation);
        BrokerForwarder forwarder = forwarder(broker);
        Socket client = connect(forwarder.endpoint(0))) {
      frame(new DataOutputStream(client.getOutputStream()), METADATA_0);
      assertThat(endsWithoutAnAnswer(client)).isTrue();
    }
  }

  private static boolean endsWithoutAnAnswer(Socket client) throws IOException {
    try {
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    }
  }

  @Test
  void comesThroughWhenTheBrokerIsBack() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (PlainForwarder forwarder = PlainForwarder.open(new PodPort("late", port), dialer)) {
      try (Socket early = connect(forwarder.endpoint())) {
        assertThat(endsWithoutAnAnswer(early)).isTrue();
      }
      try (ServerSocket late = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          Socket client = connect(forwarder.endpoint());
          Socket accepted = late.accept()) {
        client.getOutputStream().write(5);
        assertThat(accepted.getInputStream().read()).isEqualTo(5);
      }
    }
  }

  @Test
  void eitherSideOfAPlainConnectionMayEndFirst() throws Exception {
    byte[] large = new byte[300_000];
    try (FakeBroker echo = FakeBroker.doing((in, out) -> out.write(in.readAllBytes()));
        FakeBroker deaf = FakeBroker.doing((in, out) -> out.write(large));
        PlainForwarder toEcho = PlainForwarder.open(echo.target(), dialer);
        PlainForwarder toDeaf = PlainForwarder.open(deaf.target(), dialer)) {
      try (Socket client = connect(toEcho.endpoint())) {
        client.getOutputStream().write(large);
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).hasSize(large.length);
      }
      try (Socket client = connect(toDeaf.endpoint())) {
        assertThat(client.getInputStream().readAllBytes()).hasSize(large.length);
      }
    }
  }

  @Test
  void closingFreesPortsThreadsAndStreams() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    try (FakeBroker broker =
        FakeBroker.doing(
            (in, out) -> {
              out.write(1);
              ended.set(in.read() < 0);
            })) {
      PlainForwarder forwarder = PlainForwarder.open(broker.target(), dialer);
      Endpoint endpoint = forwarder.endpoint();
      try (Socket client = connect(endpoint)) {
        assertThat(client.getInputStream().read()).isEqualTo(1);

        forwarder.close();
        forwarder.close();

        assertThat(endsWithoutAnAnswer(client)).isTrue();
        Until.isTrue(Duration.ofSeconds(10), ended::get);
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("slipway-forward-fake"));
      assertThatThrownBy(() -> connect(endpoint)).hasMessageContaining("refused");
    }
  }

  @Test
  void closingInterruptsADial() throws Exception {
    AtomicBoolean dialing = new AtomicBoolean();
    Dialer never =
        (node, port) -> {
          dialing.set(true);
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
          }
          throw new IOException("not reached");
        };
    PlainForwarder forwarder = PlainForwarder.open(new PodPort("never", 1), never);
    try (Socket client = connect(forwarder.endpoint())) {
      Until.isTrue(Duration.ofSeconds(10), dialing::get);

      forwarder.close();

      assertThat(endsWithoutAnAnswer(client)).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("slipway-forward-never"));
    }
  }

  @Test
  void namesTheBrokersThatThereAre() throws Exception {
    try (FakeBroker broker = FakeBroker.doing((in, out) -> {});
        BrokerForwarder forwarder = forwarder(broker)) {
      assertThat(forwarder.door().listener()).isEqualTo("CLIENT");
      assertThatThrownBy(() -> forwarder.endpoint(4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("broker: 4 (expected: one of [0])");
    }
  }
}
