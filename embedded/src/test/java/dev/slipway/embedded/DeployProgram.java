package dev.slipway.embedded;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.embedded.internal.process.Line;
import dev.slipway.embedded.internal.process.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A user's JVM that deploys a cluster whose broker compresses, writes to it, says where it is, and
 * closes it when a line comes or its input ends.
 */
final class DeployProgram {

  static final String UNSAID = "-";

  private static final List<String> CODECS = List.of("snappy", "zstd", "lz4");

  private DeployProgram() {}

  public static void main(String[] args) throws Exception {
    EmbeddedTarget target = EmbeddedTarget.create();
    if (!args[0].equals(UNSAID)) {
      target = target.cacheIn(Path.of(args[0]));
    }
    if (!args[1].equals(UNSAID)) {
      target = target.dataIn(Path.of(args[1]));
    }
    try (EmbeddedDeployment kafka = target.deploy(spec())) {
      write(kafka.bootstrapServers());
      System.out.println(Line.of("written", kafka.folder().toString()));
      heedInput();
    } catch (RuntimeException e) {
      System.out.println(Line.of("failed", e.toString()));
    }
  }

  private static void heedInput() throws IOException {
    if (System.in.read() < 0) {
      System.err.println("closing, since the test has ended");
    }
  }

  private static ClusterSpec spec() {
    return ClusterSpec.builder()
        .name("odd")
        .zookeeper(zookeeper -> zookeeper.servers(1))
        .kafka(
            kafka -> {
              kafka.brokers(1);
              CODECS.forEach(
                  codec -> kafka.topic(codec, topic -> topic.setting("compression.type", codec)));
            })
        .build();
  }

  private static void write(String bootstrap) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "acks", "all", "delivery.timeout.ms", 40_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String codec : CODECS) {
        TestCluster.get(producer.send(new ProducerRecord<>(codec, codec.repeat(100))));
      }
    }
  }
}
