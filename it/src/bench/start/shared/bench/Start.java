package bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A test's first seconds: starts a cluster, and sends a record through a topic of three replicas to
 * a group. Says when it is where, for whoever measures; closes when told to by a line.
 */
final class Start {
  private Start() {}

  /** A cluster of any fixture. */
  interface Cluster {
    String bootstrap();

    void close() throws Exception;
  }

  static void run(Callable<Cluster> start) {
    int code = 0;
    try {
      Cluster cluster = start.call();
      say("ready");
      first(cluster.bootstrap());
      long begin = System.nanoTime();
      cluster.close();
      say("closed " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    } catch (Throwable e) {
      e.printStackTrace();
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }

  private static void first(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic("first", Optional.of(1), Optional.of((short) 3))))
          .all()
          .get();
    }
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    bootstrap,
                    "group.id",
                    "first",
                    "auto.offset.reset",
                    "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
      producer.send(new ProducerRecord<>("first", "hello")).get();
      consumer.subscribe(List.of("first"));
      while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {}
      say("first");
      await();
    }
  }

  private static void await() throws IOException {
    while (System.in.read() != '\n') {}
  }

  private static void say(String what) {
    System.out.print("bench: " + what + "\n");
    System.out.flush();
  }
}
