package dev.slipway.kubernetes.internal.access;

import static dev.slipway.kubernetes.internal.access.TestClients.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.Endpoint;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Real clients and brokers; what the brokers advertise can't be resolved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerForwarderTest {
  private final ForwardedCluster cluster;
  private final TestClients clients;

  BrokerForwarderTest() throws Exception {
    cluster = ForwardedCluster.start();
    clients = new TestClients(cluster.bootstrap());
  }

  @AfterAll
  void close() {
    cluster.close();
    assertThat(threads()).isEmpty();
  }

  @Test
  void areTheClientsThatWereAskedFor() throws Exception {
    Properties version = new Properties();
    try (InputStream in =
        Admin.class.getClassLoader().getResourceAsStream("kafka/kafka-version.properties")) {
      version.load(in);
    }
    System.out.println("Clients: " + version.getProperty("version"));
    assertThat(version.getProperty("version"))
        .isEqualTo(System.getProperty("kafka-clients.version", version.getProperty("version")));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("slipway-forward"))
        .toList();
  }

  @Test
  void tellsOnlyItsOwnAddresses() throws Exception {
    try (Admin admin = clients.admin()) {
      assertThat(done(admin.describeCluster().nodes()))
          .extracting(node -> new Endpoint(node.host(), node.port()))
          .containsExactlyInAnyOrderElementsOf(cluster.forwarder.door().brokers());
      assertThat(cluster.forwarder.door().brokers())
          .hasSize(3)
          .allMatch(endpoint -> endpoint.host().equals("127.0.0.1"));
      assertThat(done(admin.describeCluster().controller()).host()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void producesAndConsumesOnEveryBroker() throws Exception {
    clients.createTopic("orders", 6);
    try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("acks", "all"));
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer(Map.of("group.id", "readers"))) {
      assertThat(producer.partitionsFor("orders"))
          .extracting(partition -> partition.leader().id())
          .contains(0, 1, 2);
      for (int partition = 0; partition < 6; partition++) {
        TestClients.send(producer, "orders", partition, 100);
      }

      consumer.subscribe(List.of("orders"));
      assertThat(TestClients.read(consumer, 6)).isEqualTo(600);
      consumer.commitSync();
    }
    try (Admin admin = clients.admin()) {
      assertThat(done(admin.describeConsumerGroups(List.of("readers")).all()).values())
          .hasSize(1)
          .allMatch(group -> group.coordinator().host().equals("127.0.0.1"));
      assertThat(done(admin.listConsumerGroupOffsets("readers").partitionsToOffsetAndMetadata()))
          .hasSize(6);
    }
  }

  @Test
  void commitsTransactions() throws Exception {
    clients.createTopic("payments", 3);
    try (KafkaProducer<byte[], byte[]> producer =
            clients.producer(Map.of("transactional.id", "payer"));
        KafkaConsumer<byte[], byte[]> consumer =
            clients.consumer(Map.of("group.id", "payees", "isolation.level", "read_committed"))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int partition = 0; partition < 3; partition++) {
        TestClients.send(producer, "payments", partition, 10);
      }
      producer.sendOffsetsToTransaction(
          Map.of(new TopicPartition("payments", 0), new OffsetAndMetadata(1)),
          new ConsumerGroupMetadata("others"));
      producer.commitTransaction();

      consumer.subscribe(List.of("payments"));
      assertThat(TestClients.read(consumer, 3)).isEqualTo(30);
    }
  }

  @Test
  void reachesEachBrokerAsAdmin() throws Exception {
    clients.createTopic("moved", 1);
    try (Admin admin = clients.admin()) {
      List<ConfigResource> brokers = List.of(broker(0), broker(1), broker(2));
      assertThat(done(admin.describeConfigs(brokers).all())).hasSize(3);
      assertThat(done(admin.describeLogDirs(List.of(0, 1, 2)).allDescriptions())).hasSize(3);
      TopicPartitionInfo moved =
          done(admin.describeTopics(List.of("moved")).allTopicNames())
              .values()
              .iterator()
              .next()
              .partitions()
              .get(0);
      List<Integer> replicas = new ArrayList<>(moved.replicas().stream().map(Node::id).toList());
      Collections.rotate(replicas, 1);
      done(
          admin
              .alterPartitionReassignments(
                  Map.of(
                      new TopicPartition("moved", 0),
                      Optional.of(new NewPartitionReassignment(replicas))))
              .all());
    }
  }

  private static ConfigResource broker(int id) {
    return new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(id));
  }

  @Test
  void carriesWhatIsNotAcknowledged() throws Exception {
    clients.createTopic("noise", 3);
    try (KafkaProducer<byte[], byte[]> producer =
            clients.producer(
                Map.of("acks", "0", "enable.idempotence", false, "metadata.max.age.ms", 200));
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
      for (int i = 0; i < 300; i++) {
        TestClients.send(producer, "noise", i % 3, 1_000);
      }
      producer.flush();
      consumer.assign(
          List.of(
              new TopicPartition("noise", 0),
              new TopicPartition("noise", 1),
              new TopicPartition("noise", 2)));
      assertThat(TestClients.read(consumer, 300)).isEqualTo(300_000);
    }
  }

  @Test
  void carriesLargeRecords() throws Exception {
    clients.createTopic("large", 1);
    try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("acks", "all"));
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer(Map.of("group.id", "large"))) {
      for (int i = 0; i < 4; i++) {
        TestClients.send(producer, "large", 0, 5_000_000);
      }
      consumer.subscribe(List.of("large"));
      assertThat(TestClients.read(consumer, 4)).isEqualTo(20_000_000);
    }
  }

  @Test
  void survivesTheRestartOfABroker() throws Exception {
    clients.createTopic("restarts", 3);
    try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("acks", "all"));
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer(Map.of("group.id", "patient"))) {
      consumer.subscribe(List.of("restarts"));
      for (int broker = 0; broker < 2; broker++) {
        for (int partition = 0; partition < 3; partition++) {
          TestClients.send(producer, "restarts", partition, 10);
        }
        assertThat(TestClients.read(consumer, 3)).isEqualTo(30);

        cluster.deployment.broker(broker).stop();
        for (int partition = 0; partition < 3; partition++) {
          TestClients.send(producer, "restarts", partition, 10);
        }
        cluster.deployment.broker(broker).start();
        assertThat(TestClients.read(consumer, 3)).isEqualTo(30);
      }
    }
  }

  @Test
  void servesManyClientsAtOnce() throws Exception {
    clients.createTopic("crowd", 50);
    ExecutorService threads = Executors.newFixedThreadPool(50);
    List<Future<Long>> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        int partition = i;
        crowd.add(threads.submit((Callable<Long>) () -> inTheCrowd(partition)));
      }
      for (Future<Long> one : crowd) {
        assertThat(done(one)).isEqualTo(1_000);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private long inTheCrowd(int partition) throws Exception {
    TopicPartition own = new TopicPartition("crowd", partition);
    try (KafkaProducer<byte[], byte[]> producer = clients.producer(Map.of("acks", "all"));
        KafkaConsumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
      for (int i = 0; i < 10; i++) {
        TestClients.send(producer, "crowd", partition, 100);
      }
      consumer.assign(List.of(own));
      return TestClients.read(consumer, 10);
    }
  }

  @Test
  void isNotAbsurdlySlow() throws Exception {
    clients.createTopic("stream", 3);
    double directly = 0;
    double forwarded = 0;
    for (int round = 0; round < 3; round++) {
      directly = Math.max(directly, megabytesASecond(new TestClients(cluster.direct())));
      forwarded = Math.max(forwarded, megabytesASecond(clients));
    }
    assertThat(forwarded).isGreaterThan(directly / 10);
  }

  private static double megabytesASecond(TestClients clients) throws Exception {
    int records = 1_000;
    int size = 100_000;
    try (KafkaProducer<byte[], byte[]> producer =
            clients.producer(Map.of("acks", "1", "batch.size", 500_000, "linger.ms", 5));
        KafkaConsumer<byte[], byte[]> consumer =
            clients.consumer(Map.of("fetch.max.bytes", 10_000_000))) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition("stream", 0),
              new TopicPartition("stream", 1),
              new TopicPartition("stream", 2));
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      long begin = System.nanoTime();
      for (int i = 0; i < records; i++) {
        Future<?> unused =
            producer.send(new ProducerRecord<>("stream", i % 3, null, new byte[size]));
      }
      producer.flush();
      long written = System.nanoTime();
      TestClients.read(consumer, records);
      long read = System.nanoTime();
      double megabytes = (double) records * size / 1e6;
      System.out.printf(
          "%s: write %.0f MB/s, read %.0f MB/s%n",
          clients, megabytes * 1e9 / (written - begin), megabytes * 1e9 / (read - written));
      return megabytes * 1e9 / (read - begin);
    }
  }

  @Test
  void endsItsThreadsWithTheConnections() throws Exception {
    try (Admin admin = clients.admin()) {
      done(admin.describeCluster().nodes());
      assertThat(threads()).anyMatch(name -> name.endsWith("-requests"));
    }
    Until.isTrue(
        TestClients.LIMIT, () -> threads().stream().allMatch(name -> name.endsWith("-accept")));
    assertThat(threads()).isNotEmpty();
    assertThat(cluster.dialer.opened).hasPositiveValue();
  }
}
