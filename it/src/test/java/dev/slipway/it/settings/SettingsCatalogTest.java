package dev.slipway.it.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.settings.SettingsCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsCatalogTest {
  private static final Path FILES = Path.of("../core/src/main/resources/dev/slipway/core/settings");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "abc",
          "true",
          "TRUE",
          "yes",
          "-2147483649",
          "-32769",
          "-3",
          "-2",
          "-1",
          "0",
          "1",
          "+1",
          " 7 ",
          "8.5",
          "1e3",
          "NaN",
          "0x10",
          "2147483648",
          "9223372036854775808",
          "compact",
          "compact,delete",
          "compact , delete",
          "compact,",
          "COMPACT",
          "DISABLED",
          "disabled",
          "none",
          "PLAINTEXT",
          "plaintext",
          "zstd",
          "1:2",
          "3.9");

  enum Table {
    BROKER("kafka-3.9.broker.tsv"),
    TOPIC("kafka-3.9.topic.tsv"),
    ZOOKEEPER("zookeeper-3.9.tsv");

    private final String file;

    Table(String file) {
      this.file = file;
    }

    private CatalogTable fromTheJars() {
      return switch (this) {
        case BROKER -> KafkaTables.broker();
        case TOPIC -> KafkaTables.topic();
        case ZOOKEEPER -> ZooKeeperTable.read();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWhatTheServerJarsSay(Table table) throws IOException {
    Path file = FILES.resolve(table.file);
    String fromTheJars = table.fromTheJars().toString();
    if (System.getProperty("catalog.update") != null) {
      Files.writeString(file, fromTheJars);
    }

    assertThat(Files.readString(file))
        .as("%s; if the server version changed, rewrite it with -Dcatalog.update", file)
        .isEqualTo(fromTheJars);
  }

  @Test
  void knowsEverySettingOfABroker() {
    assertThat(SettingsCatalog.kafkaBroker().names()).containsAll(KafkaConfig.configDef().names());
  }

  @Test
  void knowsExactlyTheSettingsOfATopic() {
    assertThat(SettingsCatalog.kafkaTopic().names())
        .isEqualTo(new TreeSet<>(LogConfig.configNames()));
  }

  @Test
  void refusesNoValueKafkaTakes() {
    refusesNoValueKafkaTakes(SettingsCatalog.kafkaBroker(), KafkaConfig.configDef().configKeys());
    refusesNoValueKafkaTakes(SettingsCatalog.kafkaTopic(), LogConfig.configKeys());
  }

  @Test
  void refusesNoValueZooKeeperTakes() {
    Set<String> refused = new TreeSet<>();
    for (String key : ZooKeeperTable.keys()) {
      for (String value : VALUES) {
        if (SettingsCatalog.zooKeeper().rejectionOf(key, value).isPresent()) {
          assertThatThrownBy(() -> parseZooKeeperSettingsWith(key, value))
              .as("ZooKeeper takes %s=%s", key, value)
              .isInstanceOfAny(
                  QuorumPeerConfig.ConfigException.class, IllegalArgumentException.class);
          refused.add(key + "=" + value);
        }
      }
    }
    assertThat(refused).hasSizeGreaterThan(100);
  }

  @Test
  void refusesNoDefaultOfKafka() {
    for (SettingsCatalog catalog :
        List.of(SettingsCatalog.kafkaBroker(), SettingsCatalog.kafkaTopic())) {
      assertThat(catalog.names().stream().flatMap(name -> catalog.find(name).stream()))
          .anyMatch(setting -> setting.defaultValue().isPresent());
      for (String name : catalog.names()) {
        catalog
            .find(name)
            .flatMap(setting -> setting.defaultValue())
            .ifPresent(value -> assertThat(catalog.rejectionOf(name, value)).as(name).isEmpty());
      }
    }
  }

  private static void refusesNoValueKafkaTakes(
      SettingsCatalog catalog, Map<String, ConfigKey> keys) {
    Set<String> refused = new TreeSet<>();
    for (ConfigKey key : keys.values()) {
      for (String value : VALUES) {
        if (catalog.rejectionOf(key.name, value).isPresent()) {
          assertThat(takes(key, value)).as("Kafka takes %s=%s", key.name, value).isFalse();
          refused.add(key.name + "=" + value);
        }
      }
    }
    assertThat(refused).hasSizeGreaterThan(100);
  }

  private static void parseZooKeeperSettingsWith(String key, String value)
      throws IOException, QuorumPeerConfig.ConfigException {
    Properties settings = new Properties();
    settings.setProperty("dataDir", "target/zookeeper");
    settings.setProperty("clientPort", "2181");
    settings.setProperty("tickTime", "2000");
    settings.setProperty(key, value);
    new QuorumPeerConfig().parseProperties(settings);
  }

  private static boolean takes(ConfigKey key, String value) {
    try {
      Object parsed = ConfigDef.parseType(key.name, value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(key.name, parsed);
      }
      return true;
    } catch (ConfigException e) {
      return false;
    }
  }
}
