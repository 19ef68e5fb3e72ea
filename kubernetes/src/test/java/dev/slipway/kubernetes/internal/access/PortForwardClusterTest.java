package dev.slipway.kubernetes.internal.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.core.plan.Endpoint;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Streams to a pod of a real cluster, the one of {@code KUBECONFIG}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("cluster")
class PortForwardClusterTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3;

  private @Nullable TestPod pod;

  @BeforeAll
  void start() throws Exception {
    String kubeconfig = System.getenv("KUBECONFIG");
    if (kubeconfig == null) {
      System.err.println(
          "*** " + getClass().getSimpleName() + " DID NOT RUN: there is no KUBECONFIG ***");
    }
    assumeTrue(kubeconfig != null, "KUBECONFIG is not set");
    if (kubeconfig != null) {
      pod = TestPod.start(kubeconfig);
    }
  }

  @AfterAll
  void close() {
    if (pod != null) {
      pod.close();
    }
  }

  private TestPod pod() {
    if (pod == null) {
      throw new IllegalStateException("no pod");
    }
    return pod;
  }

  private PortForwardDialer dialer() {
    return PortForwardDialer.of(pod().client, pod().namespace);
  }

  private ByteStream open(char command) throws IOException {
    ByteStream stream = dialer().open(TestPod.NAME, PodProgram.PORT);
    write(stream, Character.toString(command).getBytes(US_ASCII));
    return stream;
  }

  private static void write(ByteStream stream, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      stream.write(buffer);
    }
  }

  private static byte[] read(ByteStream stream, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && stream.read(buffer) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Asks again where the stream ends before the answer: that is between API server and kubelet. */
  private long number(char command) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      String answer = line(command);
      if (answer.endsWith("\n")) {
        return Long.parseLong(answer.strip());
      }
      System.out.printf("port-forward: ended after \"%s\", asking again%n", answer);
    }
    throw new EOFException("no answer to '" + command + "' in " + ATTEMPTS + " streams");
  }

  private String line(char command) throws IOException {
    try (ByteStream stream = open(command)) {
      StringBuilder line = new StringBuilder();
      byte[] next = read(stream, 1);
      while (next.length == 1) {
        line.append((char) next[0]);
        next = next[0] == '\n' ? new byte[0] : read(stream, 1);
      }
      return line.toString();
    }
  }

  @Test
  void carriesEveryByteInBothDirections() throws Exception {
    byte[] bytes = new byte[40_000_000];
    new Random(1).nextBytes(bytes);
    try (ByteStream stream = open('e')) {
      long begin = System.nanoTime();
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                try {
                  write(stream, bytes);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      byte[] echoed = read(stream, bytes.length);
      writing.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      System.out.printf(
          "port-forward: echoed %.0f MB/s%n", bytes.length * 1e3 / (System.nanoTime() - begin));
      assertThat(Arrays.equals(echoed, bytes)).isTrue();
    }
  }

  @Test
  void carriesManyStreamsAtOnce() throws Exception {
    inParallel(
        100,
        number -> {
          byte[] bytes = new byte[200_000];
          new Random(number).nextBytes(bytes);
          try (ByteStream stream = open('e')) {
            write(stream, bytes);
            assertThat(Arrays.equals(read(stream, bytes.length), bytes)).isTrue();
          }
        });
  }

  private static void inParallel(int count, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  work.run(number);
                  return number;
                }));
      }
      for (Future<?> one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** What many threads do. */
  @FunctionalInterface
  private interface Work {
    void run(int number) throws Exception;
  }

  /** The end comes a second after the last byte: the kubelet takes its time. */
  @Test
  void losesNothingWhenThePodAnswersAndCloses() throws Exception {
    inParallel(
        100,
        number -> {
          try (ByteStream stream = open('a')) {
            assertThat(read(stream, PodProgram.ANSWER + 1)).hasSize(PodProgram.ANSWER);
          }
        });
  }

  @Test
  void closingIsSeenByThePod() throws Exception {
    Until.isTrue(LIMIT, () -> number('o') == 1);
    List<ByteStream> streams = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      streams.add(open('s'));
      streams.add(open('e'));
      streams.add(open('w'));
    }
    Until.isTrue(LIMIT, () -> number('o') == 16);

    for (ByteStream stream : streams) {
      stream.close();
      assertThat(stream.isOpen()).isFalse();
    }

    // A program that neither reads nor writes does not notice.
    Until.isTrue(LIMIT, () -> number('o') == 6);
  }

  @Test
  void aSlowReaderMakesThePodWait() throws Exception {
    try (ByteStream stream = open('w')) {
      read(stream, 1_000);
      AtomicLong last = new AtomicLong();
      Until.isTrue(
          LIMIT,
          () -> {
            long before = last.getAndSet(number('b'));
            TimeUnit.MILLISECONDS.sleep(300);
            return before == number('b');
          });
      long stalled = number('b');

      read(stream, 20_000_000);

      assertThat(stalled).isLessThan(60_000_000);
      Until.isTrue(LIMIT, () -> number('b') > stalled);
    }
  }

  @Test
  void aSlowPodMakesTheWriterWait() throws Exception {
    ByteStream stream = open('s');
    AtomicLong written = new AtomicLong();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (true) {
                  write(stream, new byte[10_000]);
                  written.addAndGet(10_000);
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    AtomicLong last = new AtomicLong(-1);
    Until.isTrue(
        LIMIT,
        () -> {
          TimeUnit.MILLISECONDS.sleep(500);
          return written.get() == last.getAndSet(written.get());
        });
    System.out.printf("port-forward: a writer waits after %d KB%n", written.get() / 1_000);
    assertThat(writing).isNotDone();

    stream.close();

    assertThatThrownBy(() -> writing.get(5, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void aClientMayEndItsRequestBeforeTheAnswer() throws Exception {
    try (PlainForwarder forwarder =
        PlainForwarder.open(new PodPort(TestPod.NAME, PodProgram.PORT), dialer())) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(forwarder.endpoint())).hasSize(PodProgram.ANSWER);
      }
    }
  }

  private static byte[] ask(Endpoint endpoint) throws IOException {
    try (Socket socket = new Socket(endpoint.host(), endpoint.port());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write('a');
      socket.shutdownOutput();
      return in.readAllBytes();
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> dialer().open("nobody", PodProgram.PORT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port-forward to port 7000 of pod nobody: no such pod (404)");
    assertThatThrownBy(
            () -> {
              try (ByteStream stream = dialer().open(TestPod.NAME, 1)) {
                stream.read(ByteBuffer.allocate(1));
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void endsWithThePodAndReachesTheNextOne() throws Exception {
    ByteStream stream = open('s');
    CompletableFuture<Integer> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Channels.newInputStream(stream).read();
              } catch (IOException e) {
                return -2;
              }
            });

    pod().delete();

    assertThat(reading.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNegative();
    Until.isTrue(
        LIMIT, () -> pod().client.pods().inNamespace(pod().namespace).list().getItems().isEmpty());
    pod().run();
    try (ByteStream next = open('a')) {
      assertThat(read(next, PodProgram.ANSWER)).hasSize(PodProgram.ANSWER);
    }
  }
}
