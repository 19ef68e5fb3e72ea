package dev.slipway.it.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ConfigFile;
import dev.slipway.core.plan.PlannedSetting.Origin;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.Severity;
import dev.slipway.core.settings.SettingsCatalog;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Slipway decides never spoils what the user says: a value that a server takes by itself, it
 * takes beside everything that a plan adds, or the plan says why not.
 */
class SettingPairsTest {
  private static final List<String> VALUES =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "10",
          "127",
          "1000",
          "5000",
          "50000",
          "1000000",
          "16777216",
          "-1",
          "2147483647",
          "0.5",
          "true",
          "false",
          "zstd",
          "lz4",
          "compact",
          "3.0",
          "2.8",
          "1.0",
          "0.10.0",
          "SSL",
          "SASL_PLAINTEXT",
          "LogAppendTime");
  private static final Pattern PREFERENCE =
      Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\|", Pattern.MULTILINE);

  private final Path temp;

  SettingPairsTest(@TempDir Path temp) {
    this.temp = temp;
  }

  /** Whose preferences are added. */
  enum Target {
    EMBEDDED,
    KUBERNETES;

    TargetFacts facts(ClusterSpec spec, Path folder) throws Exception {
      if (this == KUBERNETES) {
        return KubernetesFacts.builder().build();
      }
      Map<String, String> kafka = new TreeMap<>();
      Map<String, String> zookeeper = new TreeMap<>();
      // A test of the embedded target's compares the table with the code.
      Matcher row = PREFERENCE.matcher(Files.readString(Path.of("../docs/embedded.md")));
      while (row.find()) {
        boolean ofBroker = SettingsCatalog.kafkaBroker().find(row.group(1)).isPresent();
        (ofBroker ? kafka : zookeeper).put(row.group(1), row.group(2));
      }
      assertThat(kafka).containsKey("log.cleaner.dedupe.buffer.size");
      return LoopbackFacts.builder()
          .folder(folder.toString())
          .ports(IntStream.range(40_000, 40_000 + LoopbackFacts.portsNeeded(spec)).boxed().toList())
          .kafkaVersion(KafkaSpec.DEFAULT_VERSION)
          .zookeeperVersion(ZooKeeperSpec.DEFAULT_VERSION)
          .kafkaDefaults(kafka)
          .zookeeperDefaults(zookeeper)
          .build();
    }
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aBrokerTakesWhatItTakesByItself(Target target) throws Exception {
    List<String> spoilt = new ArrayList<>();
    int tried = 0;
    for (String key : SettingsCatalog.kafkaBroker().names()) {
      for (String value : VALUES) {
        ClusterSpec spec = spec(z -> {}, k -> k.setting(key, value));
        if (isRefused(target, spec)) {
          continue;
        }
        ConfigFile planned = Planner.plan(spec, target.facts(spec, temp)).brokers().get(2).config();
        if (kafkaTakes(alone(planned, key, value))) {
          tried++;
          if (!kafkaTakes(planned.values())) {
            spoilt.add(key + "=" + value);
          }
        }
      }
    }
    assertThat(spoilt).isEmpty();
    assertThat(tried).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void aServerTakesWhatItTakesByItself(Target target) throws Exception {
    List<String> spoilt = new ArrayList<>();
    int tried = 0;
    for (String key : SettingsCatalog.zooKeeper().names()) {
      for (String value : VALUES) {
        ClusterSpec spec = spec(z -> z.setting(key, value), k -> {});
        if (isRefused(target, spec)) {
          continue;
        }
        ClusterPlan plan = Planner.plan(spec, target.facts(spec, temp));
        ConfigFile planned = plan.servers().get(2).config();
        Map<String, String> needed = new TreeMap<>(alone(planned, key, value));
        // ZooKeeper has no defaults of its own for these.
        needed.putIfAbsent("initLimit", "10");
        needed.putIfAbsent("syncLimit", "5");
        if (zooKeeperTakes(needed)) {
          tried++;
          if (!zooKeeperTakes(planned.values())) {
            spoilt.add(key + "=" + value);
          }
        }
      }
    }
    assertThat(spoilt).isEmpty();
    assertThat(tried).isGreaterThan(100);
  }

  private boolean isRefused(Target target, ClusterSpec spec) throws Exception {
    List<Problem> problems = Planner.problems(spec, target.facts(spec, temp));
    return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  private static ClusterSpec spec(
      Consumer<ZooKeeperSpec.Builder> zookeeper, Consumer<KafkaSpec.Builder> kafka) {
    return ClusterSpec.builder()
        .zookeeper(z -> zookeeper.accept(z.servers(3)))
        .kafka(k -> kafka.accept(k.brokers(3)))
        .build();
  }

  /** What the topology demands, and one setting. */
  private static Map<String, String> alone(ConfigFile planned, String key, String value) {
    Map<String, String> alone = new TreeMap<>();
    planned.settings().stream()
        .filter(setting -> setting.origin() == Origin.TOPOLOGY)
        .forEach(setting -> alone.put(setting.key(), setting.value()));
    alone.put(key, value);
    return alone;
  }

  private static boolean kafkaTakes(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    try {
      return KafkaConfig.fromProps(properties, false) != null;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  private boolean zooKeeperTakes(Map<String, String> settings) throws Exception {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path data = Files.createDirectories(temp.resolve("data"));
    Files.writeString(data.resolve("myid"), "3");
    properties.setProperty("dataDir", data.toString());
    Path file = temp.resolve("zoo.cfg");
    try (Writer text = Files.newBufferedWriter(file)) {
      properties.store(text, null);
    }
    try {
      new QuorumPeerConfig().parse(file.toString());
      return true;
    } catch (QuorumPeerConfig.ConfigException refused) {
      return false;
    }
  }
}
