package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done to a node with a process of its own, and to no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnProcessTest {
  private EmbeddedDeployment kafka;
  private EmbeddedDeployment shared;

  @BeforeAll
  void launch() {
    kafka =
        Layout.PROCESS_PER_NODE
            .target()
            .deploy(QuickSessions.cluster("own", 1, 1, kafka -> kafka.topic("sent")));
    shared = Layout.ONE_PROCESS.target().deploy(QuickSessions.cluster("shared", 1, 1, kafka -> {}));
  }

  @AfterAll
  void close() {
    kafka.close();
    shared.close();
  }

  @Test
  void killsAndStartsAgain() {
    EmbeddedNode broker = kafka.broker(0);
    long processes = ProcessHandle.current().children().count();

    broker.kill();

    assertThat(broker.state()).isEqualTo(EmbeddedNode.State.STOPPED);
    assertThat(ProcessHandle.current().children().count()).isEqualTo(processes - 1);
    broker.kill();
    broker.resume();
    assertThatThrownBy(broker::pause)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pause own-broker-0: stopped (expected: running)");

    broker.start();

    // What the user asked for is no news.
    assertThat(kafka.verify().orThrow().notes()).isEmpty();
  }

  @Test
  void pausesAndResumes() throws Exception {
    EmbeddedNode broker = kafka.broker(0);
    try (KafkaProducer<String, String> producer =
        Clients.producer(kafka.bootstrapServers(), Map.of("acks", "all"))) {
      producer.send(new ProducerRecord<>("sent", "before")).get(30, TimeUnit.SECONDS);

      broker.pause();
      broker.pause();

      assertThat(broker.state()).isEqualTo(EmbeddedNode.State.PAUSED);
      var silent = producer.send(new ProducerRecord<>("sent", "meanwhile"));
      assertThatThrownBy(() -> silent.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);

      broker.resume();
      broker.resume();

      assertThat(broker.state()).isEqualTo(EmbeddedNode.State.RUNNING);
      silent.get(30, TimeUnit.SECONDS);
    }
    assertThat(Clients.read(kafka.bootstrapServers(), "sent", 2))
        .containsExactly("before", "meanwhile");
  }

  @Test
  void stopsAPausedNode() {
    EmbeddedNode broker = kafka.broker(0);
    broker.pause();

    broker.stop();

    assertThat(broker.state()).isEqualTo(EmbeddedNode.State.STOPPED);
    broker.start();
    broker.pause();

    broker.kill();

    assertThat(broker.state()).isEqualTo(EmbeddedNode.State.STOPPED);
    broker.start();
    kafka.verify().orThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill", "pause", "resume"})
  void refusesWhatWouldHitTheNeighbours(String verb) {
    EmbeddedNode broker = shared.broker(0);
    Runnable action =
        switch (verb) {
          case "kill" -> broker::kill;
          case "pause" -> broker::pause;
          default -> broker::resume;
        };

    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            verb
                + " shared-broker-0: it shares its process with 1 other nodes (expected: a process"
                + " of its own, by EmbeddedTarget.create().oneProcessPerNode())");
    assertThat(broker.state()).isEqualTo(EmbeddedNode.State.RUNNING);
  }

  @Test
  void bringsBackASharedProcessThatDied() throws Exception {
    ProcessHandle host =
        ProcessHandle.current()
            .children()
            .filter(child -> commandLine(child).contains("/shared-"))
            .findAny()
            .orElseThrow();
    host.destroyForcibly();
    Until.met(
        () -> shared.nodes().stream().allMatch(node -> node.state() == EmbeddedNode.State.STOPPED));

    shared.server(1).start();
    shared.broker(0).start();

    assertThat(shared.verify().orThrow().notes())
        .hasSize(2)
        .allMatch(note -> note.contains("ended unasked with exit code 137"));
  }

  @Test
  void closesFromSeveralThreads() {
    EmbeddedDeployment third =
        Layout.PROCESS_PER_NODE.target().deploy(cluster("third").zookeeper(1).kafka(1).build());

    Thread closing = new Thread(third::close);
    closing.start();
    assertThatCode(third::close).doesNotThrowAnyException();
    assertThatCode(closing::join).doesNotThrowAnyException();

    assertThat(third.folder()).doesNotExist();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }
}
