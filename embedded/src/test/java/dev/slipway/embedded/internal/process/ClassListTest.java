package dev.slipway.embedded.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.embedded.TestBundle;
import dev.slipway.embedded.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list of classes that a class-data archive is made of. After a change of servers it is written
 * anew by {@code mvn verify -pl embedded -am -Dtest=ClassListTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dclasses.update}.
 */
class ClassListTest {

  private static final Path LIST = Path.of("..", "kafka-server", "src", "build", "classes.lst");

  /** Comments, and classes of loaders that only one run had. */
  private static final String PASSING = "#.*|jdk/proxy[0-9]+/.*|.* source: .*";

  @Test
  @EnabledIfSystemProperty(named = "classes.update", matches = ".*")
  void isWhatAClusterLoads(@TempDir Path temp) throws Exception {
    Set<String> loaded = new TreeSet<>();
    Path list = temp.resolve("loaded");
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, 3, 3)
            .with(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + list))
            .up()) {
      cluster.awaitQuorum();
      cluster.createTopics(new TopicsFile.Topic("topic", 3, 3, Map.of()));
      transfer(cluster.addresses("kafka-"));
      // Orderly, for what a killed JVM has not written yet is lost.
      ProcessHandle jvm = ProcessHandle.of(cluster.pids().get(0)).orElseThrow();
      jvm.destroy();
      jvm.onExit().get(TestCluster.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    Files.readAllLines(list).stream().filter(line -> !line.matches(PASSING)).forEach(loaded::add);
    Files.write(LIST, loaded, StandardCharsets.UTF_8);
  }

  @Test
  void namesClassesOfTheServers() throws IOException {
    Set<String> known = new TreeSet<>();
    for (Path jar : TestBundle.get().classPath()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        file.stream().map(entry -> entry.getName().replace(".class", "")).forEach(known::add);
      }
    }

    List<String> listed =
        Files.readAllLines(TestBundle.get().classList()).stream()
            .filter(line -> line.matches("(kafka|scala|org/apache|dev/slipway)/.*"))
            .toList();

    assertThat(listed).hasSizeGreaterThan(2_000);
    assertThat(known)
        .as("classes of the server jars; if the servers have changed, use -Dclasses.update")
        .containsAll(listed);
  }

  /** A record in and out by a group and in a transaction: what most tests do. */
  private static void transfer(String bootstrap) throws Exception {
    Map<String, Object> writing =
        Map.of("bootstrap.servers", bootstrap, "acks", "all", "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      TestCluster.get(producer.send(new ProducerRecord<>("topic", "key", "value")));
      producer.commitTransaction();
    }
    Map<String, Object> reading =
        Map.of("bootstrap.servers", bootstrap, "group.id", "g", "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("topic"));
      Until.met(TestCluster.LIMIT, () -> !consumer.poll(Duration.ofMillis(100)).isEmpty());
      consumer.commitSync();
    }
  }
}
