package dev.slipway.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCatalogTest {
  private final SettingsCatalog broker = SettingsCatalog.kafkaBroker();
  private final SettingsCatalog topic = SettingsCatalog.kafkaTopic();
  private final SettingsCatalog zooKeeper = SettingsCatalog.zooKeeper();

  @Test
  void findsASettingOfABroker() {
    assertThat(broker.find("num.io.threads"))
        .contains(
            new Setting(
                "num.io.threads",
                SettingType.INT,
                Optional.of("8"),
                UpdateMode.CLUSTER_WIDE,
                false,
                Optional.empty(),
                Optional.of("[1,...]")));
  }

  @Test
  void findsTheBrokerSettingThatIsATopicsDefault() {
    assertThat(topic.find("retention.ms").orElseThrow())
        .returns(Optional.of("log.retention.ms"), Setting::brokerSetting)
        .returns(UpdateMode.PER_TOPIC, Setting::updateMode);
  }

  @Test
  void findsNothingOfAnotherCatalog() {
    assertThat(broker.find("retention.ms")).isEmpty();
    assertThat(topic.find("num.io.threads")).isEmpty();
    assertThat(zooKeeper.find("num.io.threads")).isEmpty();
  }

  @Test
  void findsNothingIfTheListenerIsLeftOut() {
    assertThat(broker.find("listener.name.listeners")).isEmpty();
    assertThat(broker.find("listener.name.")).isEmpty();
  }

  @Test
  void tellsAnEmptyDefaultFromNone() {
    assertThat(broker.find("authorizer.class.name").orElseThrow().defaultValue()).contains("");
    assertThat(broker.find("log.dirs").orElseThrow().defaultValue()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "broker.id, READ_ONLY",
    "advertised.listeners, PER_BROKER",
    "log.cleaner.threads, CLUSTER_WIDE",
    "zookeeper.connect, READ_ONLY"
  })
  void tellsTheUpdateMode(String name, UpdateMode expected) {
    assertThat(broker.find(name).orElseThrow().updateMode()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keystore.password",
        "listener.name.external.ssl.keystore.password",
        "listener.name.external.plain.sasl.jaas.config"
      })
  void findsTheSecretsOfABroker(String name) {
    assertThat(broker.find(name).orElseThrow())
        .returns(name, Setting::name)
        .returns(true, Setting::sensitive);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.keyStore.password",
        "ssl.quorum.trustStore.password",
        "DigestAuthenticationProvider.superDigest"
      })
  void findsTheSecretsOfZooKeeper(String name) {
    assertThat(zooKeeper.find(name).orElseThrow().sensitive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listener.name.external.my.plugin.setting",
        "rsm.config.bucket",
        "rlmm.config.remote.log.metadata.topic.num.partitions",
        "metrics.jmx.include",
        "config.providers",
        "config.providers.env.class",
        "super.users",
        "allow.everyone.if.no.acl.found",
        "authorizer.zookeeper.url"
      })
  void knowsWhatKafkaReadsBesidesItsDefinition(String name) {
    assertThat(broker.knows(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tickTime",
        "snapCount",
        "4lw.commands.whitelist",
        "autopurge.purgeInterval",
        "server.1",
        "weight.1",
        "metricsProvider.httpPort",
        "authProvider.sasl",
        "admin.serverPort",
        "ssl.quorum.keyStore.location",
        "fips-mode"
      })
  void knowsTheKeysOfZooKeeper(String name) {
    assertThat(zooKeeper.knows(name)).isTrue();
  }

  @Test
  void doesNotKnowWhatZooKeeperReadsFromAnotherSystemProperty() {
    assertThat(zooKeeper.knows("jute.maxbuffer")).isFalse();
    assertThat(zooKeeper.knows("zookeeper.snapCount")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "num.io.thread", "NUM.IO.THREADS", "rsm.config.", "listener.name."})
  void doesNotKnowOtherNames(String name) {
    assertThat(broker.knows(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "num.io.thread, num.io.threads",
    "num.oi.threads, num.io.threads",
    "num.io.threads, num.io.threads",
    "NUM.IO.THREADS, num.io.threads",
    "num_io_threads, num.io.threads",
    "numIoThreads, num.io.threads",
    "KAFKA_NUM_IO_THREADS, num.io.threads",
    "KAFKA_NUM_IO_THREAD, num.io.threads",
    "KAFKA_CFG_NUM_IO_THREADS, num.io.threads",
    "KAFKA_ZOOKEEPER_CONNECT, zookeeper.connect",
    "zookeeper.connection.timeout, zookeeper.connection.timeout.ms",
    "log.retention.hour, log.retention.hours",
    "auto.create.topic.enable, auto.create.topics.enable"
  })
  void tellsTheNearestSettingOfABroker(String name, String expected) {
    assertThat(broker.nearest(name)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ticktime, tickTime",
    "ZOO_TICK_TIME, tickTime",
    "tickTme, tickTime",
    "zookeeper.snapCount, snapCount",
    "ZOO_4LW_COMMANDS_WHITELIST, 4lw.commands.whitelist"
  })
  void tellsTheNearestKeyOfZooKeeper(String name, String expected) {
    assertThat(zooKeeper.nearest(name)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "xy", "my.own.metrics.reporter.url", "KAFKA_"})
  void tellsNoNearestNameIfNoneIsNear(String name) {
    assertThat(broker.nearest(name)).isEmpty();
  }

  @Test
  void tellsTheFirstOfEquallyNearNames() throws IOException {
    assertThat(read("name\ttype", "abcd\tint", "abce\tint", "abcf\tint").nearest("abcx"))
        .contains("abcd");
  }

  @ParameterizedTest
  @CsvSource({
    "num.io.threads, 0, int >= 1",
    "num.io.threads, many, int >= 1",
    "num.io.threads, 2147483648, int >= 1",
    "broker.id, 1.5, int",
    "compression.lz4.level, 18, int from 1 to 17",
    "compression.gzip.level, 0, 'int from 1 to 9, or -1'",
    "log.cleaner.min.cleanable.ratio, 1.1, double from 0 to 1",
    "offsets.topic.replication.factor, 40000, short >= 1",
    "auto.create.topics.enable, yes, true or false",
    "ssl.client.auth, maybe, 'one of: required, requested, none'",
    "log.cleanup.policy, 'compact,drop', 'list of: compact, delete'",
    "listener.name.external.ssl.client.auth, maybe, 'one of: required, requested, none'"
  })
  void saysWhatIsExpectedInsteadOfAValue(String name, String value, String expected) {
    assertThat(broker.rejectionOf(name, value)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "num.io.threads, 1",
    "num.io.threads, ' 16 '",
    "num.io.threads, '${env:IO_THREADS}'",
    "compression.gzip.level, -1",
    "log.cleaner.min.cleanable.ratio, 0.5",
    "auto.create.topics.enable, FALSE",
    "log.cleanup.policy, 'compact, delete'",
    "inter.broker.protocol.version, 3.9",
    "authorizer.class.name, com.example.Authorizer",
    "unknown.to.kafka, whatever",
    "listener.name.external.unknown.to.kafka, whatever"
  })
  void acceptsAValueTheServerMayTake(String name, String value) {
    assertThat(broker.rejectionOf(name, value)).isEmpty();
  }

  @Test
  void expectsAValueOfAKnownSetting() {
    assertThat(broker.rejectionOf("log.dirs", null)).contains("text");
    assertThat(broker.rejectionOf("process.roles", null)).contains("list of: broker, controller");
    assertThat(broker.rejectionOf("metric.reporters", null)).contains("list");
    assertThat(broker.rejectionOf("unknown.to.kafka", null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tickTime, 2s, int", "reconfigEnabled, yes, true or false"})
  void saysWhatZooKeeperExpects(String name, String value, String expected) {
    assertThat(zooKeeper.rejectionOf(name, value)).contains(expected);
  }

  @Test
  void tellsTheVersionOfTheServer() {
    assertThat(broker.version()).startsWith("3.9.");
    assertThat(topic.version()).isEqualTo(broker.version());
    assertThat(zooKeeper.version()).startsWith("3.9.");
  }

  @Test
  void refusesATableWithASettingTwice() {
    assertThatThrownBy(() -> read("name\ttype", "a\tint", "a\tint"))
        .hasMessage("setting: a (expected: listed once, here at least twice)");
  }

  @Test
  void refusesATableWithACellTooFew() {
    assertThatThrownBy(() -> read("name\ttype", "a")).hasMessage("line: a (expected: 2 cells)");
  }

  @Test
  void refusesAResourceThatIsNotThere() {
    assertThatThrownBy(() -> CatalogReader.read("none.tsv", UpdateMode.READ_ONLY))
        .hasMessage(
            "resource: none.tsv (expected: beside dev.slipway.core.settings.CatalogReader)");
  }

  @ParameterizedTest
  @CsvSource({
    "'', abc, 3",
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "ca, abc, 3",
    "abc, xbc, 1"
  })
  void countsEdits(String from, String to, int expected) {
    assertThat(NearestName.edits(from, to, 9)).isEqualTo(expected);
    assertThat(NearestName.edits(to, from, 9)).isEqualTo(expected);
    assertThat(NearestName.edits(from, to, expected)).isEqualTo(expected);
    assertThat(NearestName.edits(from, to, expected - 1)).isGreaterThan(expected - 1);
  }

  @Test
  void countsTheSameEditsWithinALimit() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      String from = text(random);
      String to = text(random);
      int edits = NearestName.edits(from, to, 99);
      int most = random.nextInt(6);
      int limited = NearestName.edits(from, to, most);
      assertThat(limited <= most ? limited : most + 1)
          .as("%s to %s with at most %s", from, to, most)
          .isEqualTo(Math.min(edits, most + 1));
    }
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(9), 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static SettingsCatalog read(String... lines) throws IOException {
    return CatalogReader.read(
        new BufferedReader(new StringReader(String.join("\n", lines))), UpdateMode.READ_ONLY);
  }
}
