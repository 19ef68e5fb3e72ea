package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.DataSize;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.Planner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMemoryTest {
  private static final long MACHINE = DataSize.gibibytes(64).bytes();
  private static final long MEBIBYTE = DataSize.mebibytes(1).bytes();
  private static final List<NodeRole> BROKER = List.of(NodeRole.BROKER);
  private static final List<NodeRole> ALL =
      List.of(NodeRole.ZOOKEEPER, NodeRole.BROKER, NodeRole.BROKER);

  /** Each of them is something that a broker of two has in hand, and the next too. */
  @ParameterizedTest
  @CsvSource({
    "message.max.bytes,62914560,heap",
    "replica.fetch.max.bytes,62914560,heap",
    "replica.fetch.response.max.bytes,104857600,heap",
    "num.replica.fetchers,8,heap",
    "log.cleaner.dedupe.buffer.size,134217728,heap",
    "message.max.bytes,62914560,direct",
    "replica.fetch.max.bytes,62914560,direct",
    "replica.fetch.response.max.bytes,104857600,direct",
    "num.replica.fetchers,8,direct",
    "num.network.threads,8,direct",
    "num.io.threads,64,direct",
    "socket.request.max.bytes,209715200,direct"
  })
  void followsFromASetting(String key, String value, String which) {
    JvmMemory plain = memory(k -> {}, Set.of(), Optional.empty(), MACHINE);
    JvmMemory set = memory(k -> k.setting(key, value), Set.of(), Optional.empty(), MACHINE);

    assertThat(amount(set, which, BROKER)).isGreaterThan(amount(plain, which, BROKER));
    assertThat(amount(set, which, ALL)).isGreaterThan(amount(plain, which, ALL));
  }

  @Test
  void followsFromTheLargestRecordOfATopic() {
    JvmMemory plain = memory(k -> {}, Set.of(), Optional.empty(), MACHINE);
    JvmMemory set =
        memory(
            k -> k.topic("t", t -> t.setting("max.message.bytes", "62914560")),
            Set.of(),
            Optional.empty(),
            MACHINE);

    assertThat(amount(set, "heap", BROKER)).isGreaterThan(amount(plain, "heap", BROKER));
  }

  @Test
  void isWhatTheUserSays() {
    Consumer<KafkaSpec.Builder> said = k -> k.resources(r -> r.heap("300Mi"));
    JvmMemory memory = memory(said, Set.of(), Optional.of(DataSize.mebibytes(50)), MACHINE);

    assertThat(memory.heap(BROKER)).isEqualTo(Long.toString(300 * MEBIBYTE));
    // That of the two brokers, of the process, and of the server that nothing is said of.
    assertThat(memory.heap(ALL)).isEqualTo(Long.toString((600 + 192 + 96) * MEBIBYTE));
    assertThat(memory.directOption(ALL)).isEqualTo("-XX:MaxDirectMemorySize=" + 50 * MEBIBYTE);
    assertThat(memory(said, Set.of(Feature.HEAP), Optional.empty(), MACHINE).heap(BROKER))
        .isEqualTo(memory(k -> {}, Set.of(), Optional.empty(), MACHINE).heap(BROKER));
  }

  @Test
  void isNotMoreThanTheMachineCanGiveUnlessItIsSaid() {
    Consumer<KafkaSpec.Builder> boundless =
        k -> k.setting("message.max.bytes", Integer.toString(Integer.MAX_VALUE));
    long machine = DataSize.gibibytes(4).bytes();

    assertThat(memory(boundless, Set.of(), Optional.empty(), machine).heap(ALL))
        .isEqualTo(Long.toString(machine / 2));
    assertThat(
            memory(k -> k.resources(r -> r.heap("3Gi")), Set.of(), Optional.empty(), machine)
                .heap(BROKER))
        .isEqualTo(Long.toString(3_072 * MEBIBYTE));
  }

  @Test
  void refusesADirectMemoryInWhichNobodyCanAnswer() {
    assertThatThrownBy(() -> EmbeddedTarget.create().directMemory(DataSize.of("1023Ki")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("direct memory: 1023Ki (expected: >= 1Mi)");
    assertThat(EmbeddedTarget.create().directMemory(DataSize.mebibytes(1)))
        .isEqualTo(EmbeddedTarget.create().directMemory(DataSize.of("1024Ki")))
        .isNotEqualTo(EmbeddedTarget.create())
        .isNotEqualTo(EmbeddedTarget.create().directMemory(DataSize.mebibytes(2)));
  }

  private static long amount(JvmMemory memory, String which, List<NodeRole> hosted) {
    return which.equals("heap")
        ? Long.parseLong(memory.heap(hosted))
        : Long.parseLong(memory.directOption(hosted).replaceAll(".*=", ""));
  }

  private static JvmMemory memory(
      Consumer<KafkaSpec.Builder> said,
      Set<Feature> ignored,
      Optional<DataSize> direct,
      long machine) {
    ClusterSpec spec =
        ClusterSpec.builder()
            .zookeeper(zookeeper -> zookeeper.servers(1))
            .kafka(kafka -> said.accept(kafka.brokers(2)))
            .build();
    LoopbackFacts facts =
        LoopbackFacts.builder()
            .folder("/tmp/cluster")
            .ports(
                IntStream.range(40_000, 40_000 + LoopbackFacts.portsNeeded(spec)).boxed().toList())
            .kafkaVersion(KafkaSpec.DEFAULT_VERSION)
            .zookeeperVersion(ZooKeeperSpec.DEFAULT_VERSION)
            .honoured(Set.of(Feature.HEAP))
            .ignored(ignored)
            .kafkaDefaults(EmbeddedSettings.ofBroker())
            .build();
    return new JvmMemory(
        new EmbeddedTarget.Options(
            false,
            Optional.empty(),
            Optional.empty(),
            ignored,
            Duration.ofMinutes(1),
            ArchiveUse.OFF,
            direct),
        Planner.plan(spec, facts),
        machine);
  }
}
