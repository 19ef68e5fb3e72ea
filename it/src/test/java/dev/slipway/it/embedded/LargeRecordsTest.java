package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.DataSize;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory follows from the settings, and a node without enough of it is not said to run. */
class LargeRecordsTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final long SECONDS = 60;

  @Test
  void allComeBack() throws Exception {
    allComeBack(Layout.ONE_PROCESS, 60, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "ONE_PROCESS,60,12",
    "ONE_PROCESS,20,36",
    "PROCESS_PER_NODE,60,12",
    "PROCESS_PER_NODE,20,36"
  })
  @Tag("repeat")
  void allComeBackWhateverSizeAndLayout(Layout layout, int mebibytes, int count) throws Exception {
    allComeBack(layout, mebibytes, count);
  }

  private static void allComeBack(Layout layout, int mebibytes, int count) throws Exception {
    try (EmbeddedDeployment kafka = layout.target().deploy(spec(mebibytes))) {
      for (Future<RecordMetadata> sent : write(kafka, mebibytes, count)) {
        sent.get(SECONDS, TimeUnit.SECONDS);
      }

      assertThat(read(kafka, mebibytes, count))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
      assertThat(kafka.nodes())
          .extracting(EmbeddedNode::state)
          .containsOnly(EmbeddedNode.State.RUNNING);
      kafka.verify().orThrow();
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void namesABrokerThatRanOutOfDirectMemory(Layout layout) throws Exception {
    try (EmbeddedDeployment kafka =
        layout.target().directMemory(DataSize.mebibytes(16)).deploy(spec(20))) {
      try (KafkaProducer<Integer, byte[]> producer = producer(kafka, 20)) {
        assertThat(producer.send(new ProducerRecord<>("large", 0, 0, value(0, 20)))).isNotNull();
        Until.met(() -> kafka.nodes().stream().anyMatch(LargeRecordsTest::isDown));
        // What was lost is not waited for.
        producer.close(Duration.ZERO);
      }
      EmbeddedNode dead =
          kafka.nodes().stream().filter(LargeRecordsTest::isDown).findFirst().orElseThrow();
      String reason = "ran out of memory: Cannot reserve";
      assertThat(dead.name()).contains("broker");
      assertThat(dead.toString()).contains("STOPPED");
      assertThat(dead.lastLogLines()).anyMatch(line -> line.contains(reason));

      VerificationReport report = kafka.verify(Duration.ofSeconds(5));

      assertThat(report.failures()).isNotEmpty();
      assertThat(report.notes())
          .anyMatch(note -> note.startsWith(dead.name() + " has ended unasked: " + reason));
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void namesANodeThatRanOutOfHeap(Layout layout) {
    ClusterSpec spec =
        cluster("cramped")
            .zookeeper(1)
            .kafka(
                kafka ->
                    kafka
                        .brokers(1)
                        .resources(resources -> resources.heap("64Mi"))
                        .setting("log.cleaner.dedupe.buffer.size", "536870912"))
            .build();

    NotReadyException e =
        catchThrowableOfType(
            NotReadyException.class,
            () -> {
              try (EmbeddedDeployment kafka = layout.target().deploy(spec)) {
                throw new AssertionError("deployed: " + kafka);
              }
            });

    assertThat(e.getMessage()).contains("OutOfMemoryError: Java heap space");
  }

  private static boolean isDown(EmbeddedNode node) {
    return node.state() == EmbeddedNode.State.STOPPED;
  }

  private static ClusterSpec spec(int mebibytes) {
    String most = Integer.toString((mebibytes + 1) * MEBIBYTE);
    return cluster("large")
        .zookeeper(1)
        .kafka(
            kafka ->
                kafka
                    .brokers(3)
                    .setting("message.max.bytes", most)
                    .setting("replica.fetch.max.bytes", most)
                    .topic("large", topic -> topic.partitions(3).replicas(3)))
        .build();
  }

  private static KafkaProducer<Integer, byte[]> producer(EmbeddedDeployment kafka, int mebibytes) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "acks",
            "all",
            "max.request.size",
            (mebibytes + 1) * MEBIBYTE,
            "buffer.memory",
            4L * mebibytes * MEBIBYTE,
            "max.block.ms",
            TimeUnit.SECONDS.toMillis(SECONDS)),
        new IntegerSerializer(),
        new ByteArraySerializer());
  }

  private static List<Future<RecordMetadata>> write(
      EmbeddedDeployment kafka, int mebibytes, int count) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<Integer, byte[]> producer = producer(kafka, mebibytes)) {
      for (int i = 0; i < count; i++) {
        sent.add(producer.send(new ProducerRecord<>("large", i % 3, i, value(i, mebibytes))));
      }
    }
    return sent;
  }

  /** The numbers of those that came back whole. */
  private static List<Integer> read(EmbeddedDeployment kafka, int mebibytes, int count) {
    List<Integer> whole = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try (KafkaConsumer<Integer, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "reader",
                "auto.offset.reset",
                "earliest"),
            new IntegerDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("large"));
      while (whole.size() < count && System.nanoTime() < end) {
        for (ConsumerRecord<Integer, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (Arrays.equals(record.value(), value(record.key(), mebibytes))) {
            whole.add(record.key());
          }
        }
      }
    }
    return whole;
  }

  private static byte[] value(int number, int mebibytes) {
    byte[] value = new byte[mebibytes * MEBIBYTE];
    Arrays.fill(value, (byte) (number + 1));
    return value;
  }
}
