package dev.slipway.embedded.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.embedded.internal.port.PortReservations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers work although some jars of their distributions were left out. */
class TrimmedServerTest {

  private static final List<String> CODECS =
      List.of("uncompressed", "gzip", "snappy", "lz4", "zstd");

  @Test
  void compressesAndAuthenticates(@TempDir Path temp) throws Exception {
    int secure;
    try (PortReservations ports = PortReservations.open()) {
      secure = ports.any();
      String login = "org.apache.kafka.common.security.plain.PlainLoginModule required";
      String settings =
          """
          listeners=PLAINTEXT://127.0.0.1:@plain@,SECURE://127.0.0.1:%d
          listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SECURE:SASL_PLAINTEXT
          inter.broker.listener.name=PLAINTEXT
          sasl.enabled.mechanisms=PLAIN
          listener.name.secure.plain.sasl.jaas.config=%s user_alice="secret";
          authorizer.class.name=kafka.security.authorizer.AclAuthorizer
          allow.everyone.if.no.acl.found=true
          """
              .formatted(secure, login);
      try (TestCluster cluster =
          TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 1, 1, settings).up()) {
        cluster.createTopics(
            CODECS.stream()
                .map(codec -> new TopicsFile.Topic(codec, 1, 1, Map.of("compression.type", codec)))
                .toArray(TopicsFile.Topic[]::new));
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", "127.0.0.1:" + secure);
        client.put("security.protocol", "SASL_PLAINTEXT");
        client.put("sasl.mechanism", "PLAIN");
        client.put("sasl.jaas.config", login + " username=\"alice\" password=\"secret\";");
        client.put("group.id", "readers");
        client.put("auto.offset.reset", "earliest");

        write(client);

        assertThat(read(client)).containsExactlyInAnyOrderElementsOf(CODECS);
      }
    }
  }

  private static void write(Map<String, Object> client) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      // From each codec to each other: the broker has to unpack and pack again by itself.
      for (String topic : CODECS) {
        TestCluster.get(producer.send(new ProducerRecord<>(topic, topic.repeat(100))));
      }
    }
    for (String codec : List.of("gzip", "snappy", "lz4", "zstd")) {
      Map<String, Object> compressing = new HashMap<>(client);
      compressing.put("compression.type", codec);
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(compressing, new StringSerializer(), new StringSerializer())) {
        for (String topic : CODECS) {
          TestCluster.get(producer.send(new ProducerRecord<>(topic, topic.repeat(100))));
        }
      }
    }
  }

  /** The topics from which all records could be read. */
  private static List<String> read(Map<String, Object> client) {
    Map<String, Integer> counts = new HashMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(CODECS);
      long limit = System.nanoTime() + TestCluster.LIMIT.toNanos();
      while (counts.values().stream().mapToInt(n -> n).sum() < CODECS.size() * 5
          && System.nanoTime() < limit) {
        for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(100))) {
          if (read.value().equals(read.topic().repeat(100))) {
            counts.merge(read.topic(), 1, Integer::sum);
          }
        }
      }
    }
    return counts.entrySet().stream()
        .filter(e -> e.getValue() == 5)
        .map(Map.Entry::getKey)
        .toList();
  }
}
