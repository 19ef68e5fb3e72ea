package dev.slipway.junit5;

import static dev.slipway.dsl.Slipway.cluster;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.target.Deployment;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

class InjectionTest {
  private static final List<Producer<?, ?>> PRODUCERS = new CopyOnWriteArrayList<>();
  private static final List<Consumer<?, ?>> CONSUMERS = new CopyOnWriteArrayList<>();

  @BeforeEach
  void forget() {
    Watched.forget();
    PRODUCERS.clear();
    CONSUMERS.clear();
  }

  @Test
  void givesWhatIsWantedAndClosesIt() throws Exception {
    Kit.passed(4, Kit.run(Everything.class));

    assertThat(Watched.EVENTS).containsExactly("open watched", "launch kafka", "close watched");
    assertThat(PRODUCERS).hasSize(3);
    assertThat(PRODUCERS)
        .allSatisfy(
            producer ->
                assertThatThrownBy(() -> producer.partitionsFor("any"))
                    .hasMessageContaining("after close"));
    assertThat(CONSUMERS)
        .hasSize(2)
        .allSatisfy(
            consumer ->
                assertThatThrownBy(consumer::subscription)
                    .isInstanceOf(IllegalStateException.class));
    Until.met(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("kafka-")));
  }

  /** Where and what can be injected. */
  @SlipwayCluster(topics = "known")
  @WithSerde(of = Purchase.class, by = PurchaseSerde.class)
  static class Everything {
    private static final Set<String> TOPICS = new HashSet<>();

    @FromCluster private static @Nullable Deployment ofClass;
    private static @Nullable Topic early;

    private final Deployment constructed;
    private final Topic topic;

    @FromCluster private @Nullable Deployment injected;
    @FromCluster private @Nullable Topic sameTopic;
    @Bootstrap private @Nullable String bootstrap;

    Everything(Deployment constructed, @TopicShape(partitions = 2) Topic topic) {
      this.constructed = constructed;
      this.topic = topic;
    }

    @BeforeAll
    static void all(Deployment deployment, Topic topic, Producer<String, String> producer)
        throws Exception {
      assertThat(deployment).isSameAs(ofClass);
      producer.send(new ProducerRecord<>(topic.name(), "early")).get();
      PRODUCERS.add(producer);
      early = topic;
      TOPICS.add(topic.name());
    }

    @BeforeEach
    void each(Deployment deployment, Topic topic) {
      assertThat(deployment).isSameAs(ofClass).isSameAs(injected).isSameAs(constructed);
      assertThat(topic).isEqualTo(this.topic).isEqualTo(sameTopic);
    }

    @Test
    void topics(
        Admin admin,
        AdminClient same,
        @TopicShape(
                label = "other",
                partitions = 3,
                replicas = 1,
                settings = {"retention.ms=60000", "cleanup.policy=delete"})
            Topic other)
        throws Exception {
      assertThat(TOPICS.add(topic.name())).isTrue();
      assertThat(other.name()).startsWith("other-Everything-topics-");
      assertThat(admin.listTopics().names().get())
          .contains("known", topic.name(), other.name(), requireNonNull(early).name());
      TopicDescription described =
          requireNonNull(
              same.describeTopics(List.of(other.name())).allTopicNames().get().get(other.name()));
      assertThat(described.partitions()).hasSize(3).hasSize(other.partitions());
    }

    @Test
    void clients(
        Producer<String, Purchase> producer, Consumer<String, Purchase> consumer, Topic topic)
        throws Exception {
      PRODUCERS.add(producer);
      CONSUMERS.add(consumer);
      assertThat(TOPICS.add(topic.name())).isTrue();
      producer.send(new ProducerRecord<>(topic.name(), "k", new Purchase("tea"))).get();

      assertThat(Until.read(consumer, topic, 1)).containsExactly(new Purchase("tea"));
    }

    @Test
    void kafkaClasses(
        KafkaProducer<Long, byte[]> producer,
        @ClientSettings({"group.id=mine", "max.poll.records=1"})
            KafkaConsumer<Long, byte[]> consumer)
        throws Exception {
      PRODUCERS.add(producer);
      CONSUMERS.add(consumer);
      producer.send(new ProducerRecord<>(topic.name(), 1L, "hello".getBytes(UTF_8))).get();

      assertThat(Until.read(consumer, topic, 1))
          .singleElement()
          .satisfies(value -> assertThat(value).asString(UTF_8).isEqualTo("hello"));
      assertThat(consumer.groupMetadata().groupId()).isEqualTo("mine");
    }

    @Test
    void texts(
        @Bootstrap String all,
        @Bootstrap("internal") String one,
        @ZooKeeperConnect String zookeeper) {
      assertThat(all).isEqualTo(constructed.bootstrapServers()).isEqualTo(bootstrap);
      assertThat(one).isEqualTo(constructed.bootstrapServers("internal"));
      assertThat(zookeeper).isEqualTo(constructed.zookeeperConnect());
    }

    @AfterEach
    void after(Topic topic) {
      assertThat(topic).isEqualTo(this.topic);
    }

    @AfterAll
    static void afterAll(Consumer<String, String> consumer, Topic topic) {
      assertThat(topic).isEqualTo(early);
      assertThat(Until.read(consumer, topic, 1)).containsExactly("early");
    }
  }

  record Purchase(String what) {}

  static final class PurchaseSerde extends Serdes.WrapperSerde<Purchase> {
    PurchaseSerde() {
      super(
          (topic, purchase) -> purchase.what().getBytes(UTF_8),
          (topic, bytes) -> new Purchase(new String(bytes, UTF_8)));
    }
  }

  @Test
  void sendsWhatIsLeftBeforeItDeletesTheTopic() throws Exception {
    Kit.passed(2, Kit.run(Hurried.class));
  }

  /** Its topic comes after its producer, and it waits for nothing. */
  @SlipwayCluster
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Hurried {
    private static @Nullable Future<?> sent;
    private static @Nullable Topic gone;

    @Test
    @Order(1)
    void sends(Producer<String, String> producer, Topic topic) {
      gone = topic;
      sent = producer.send(new ProducerRecord<>(topic.name(), "late"));
    }

    @Test
    @Order(2)
    void wasSent(Admin admin) throws Exception {
      assertThat(requireNonNull(sent).get()).isNotNull();
      Until.met(() -> !admin.listTopics().names().get().contains(requireNonNull(gone).name()));
    }
  }

  @Test
  void saysWhatItCannotGive() {
    assertThat(Kit.failures(Kit.run(Wrong.class)))
        .hasSize(4)
        .extracting(Throwable::getMessage)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("no serde for java.util.List<java.lang.String>")
                    .contains("@WithSerde"))
        .anySatisfy(
            message ->
                assertThat(message).contains("Producer without types (expected: Producer<K, V>)"))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("topic ''")
                    .contains("(expected: the same, or another label)"))
        .anySatisfy(message -> assertThat(message).contains("setting: acks (expected: key=value)"));
  }

  @SlipwayCluster
  static class Wrong {
    @Test
    void unknownType(Producer<String, List<String>> producer) {}

    @Test
    @SuppressWarnings("rawtypes")
    void raw(Producer producer) {}

    @Test
    void twoShapes(Topic one, @TopicShape(partitions = 2) Topic two) {}

    @Test
    void noSetting(@ClientSettings("acks") Producer<String, String> producer) {}
  }

  @Test
  void givesTheTargetsOwnDeployment() {
    Kit.passed(3, Kit.run(Typed.class));
    assertThat(Watched.EVENTS).isEmpty();
  }

  /** A typed extension, and a class inside. */
  static class Typed {
    @RegisterExtension
    static final TypedClusterExtension<EmbeddedDeployment> KAFKA =
        ClusterExtension.of(cluster("typed").zookeeper(1).kafka(1)).on(EmbeddedTarget.create());

    @Test
    void byAccessor(EmbeddedDeployment injected) {
      EmbeddedDeployment deployment = KAFKA.deployment();
      assertThat(deployment).isSameAs(injected);
      assertThat(KAFKA.bootstrapServers()).isEqualTo(injected.bootstrapServers());
      assertThat(deployment.broker(0).log()).isNotEmptyFile();
    }

    @Nested
    class Inside {
      private final Producer<String, Long> producer;

      Inside(Producer<String, Long> producer) {
        this.producer = producer;
      }

      @Test
      void keepsTheTypesOfAConstructor(Topic topic, Consumer<String, Long> consumer)
          throws Exception {
        producer.send(new ProducerRecord<>(topic.name(), 7L)).get();
        assertThat(Until.read(consumer, topic, 1)).containsExactly(7L);
      }

      @Test
      void seesTheSameCluster(Deployment deployment) {
        assertThat(deployment).isSameAs(KAFKA.deployment());
      }
    }
  }

  @Test
  void tellsTwoClustersOfAClassApart() {
    Kit.passed(1, Kit.run(TwoClusters.class));
    assertThat(Watched.EVENTS)
        .containsExactly("open watched", "launch left", "launch right", "close watched");
  }

  /** As for a program that copies from one to the other. */
  static class TwoClusters {
    @RegisterExtension
    static final ClusterExtension LEFT = ClusterExtension.of(cluster("left").zookeeper(1).kafka(1));

    @RegisterExtension
    static final ClusterExtension RIGHT =
        ClusterExtension.of(cluster("right").zookeeper(1).kafka(1));

    @Test
    void injectsByName(
        @FromCluster("left") Deployment left, @FromCluster("right") @Bootstrap String right) {
      assertThat(left).isSameAs(LEFT.deployment());
      assertThat(right).isEqualTo(RIGHT.bootstrapServers()).isNotEqualTo(LEFT.bootstrapServers());
    }
  }

  @Test
  void hasNoDeploymentWhereNoTestRuns() {
    ClusterExtension idle = ClusterExtension.of(cluster().zookeeper(1).kafka(1));

    assertThatThrownBy(idle::deployment)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("deployment() of kafka: 0 clusters are up (expected: one");
  }

  @Test
  void offersNoOtherTargetAfterSayingHowItsNodesRun() {
    assertThat(TypedClusterExtension.class.getMethods())
        .extracting(Method::getName)
        .contains("sharedBy", "keepOnFailure", "deployment")
        .doesNotContain("on");
    assertThat(ClusterExtension.of(cluster().zookeeper(1).kafka(1)).oneProcessPerNode())
        .isInstanceOf(TypedClusterExtension.class);
  }
}
