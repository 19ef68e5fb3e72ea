package dev.slipway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.core.facts.PortRange;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka",
        "kafka-1.example.com",
        "KAFKA.example.com",
        "my_host",
        "127.0.0.1",
        "255.255.255.255",
        "::1",
        "2001:db8::1",
        "1:2:3:4:5:6:7:8",
        "::ffff:10.0.0.1",
        "fe80::",
        "1::8"
      })
  void takesHosts(String host) {
    assertThat(Syntax.isHost(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "-a",
        "a-",
        "a..b",
        "a.",
        "0.0.0.0",
        "::",
        "0:0:0:0:0:0:0:0",
        "::0.0.0.0",
        "256.0.0.1",
        "1.2.3",
        "kafka.123",
        "10.0.0.1:9092",
        "cafe:9092",
        "kafka:9092",
        "http://kafka",
        "[::1]",
        ":::",
        ":1",
        "1:",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "1.2.3.4::"
      })
  void refusesWhatIsNoHost(String host) {
    assertThat(Syntax.isHost(host)).isFalse();
  }

  @Test
  void takesHostsUpToTheLengthsOfDns() {
    String label = "x".repeat(63);
    String longest = String.join(".", label, label, label, "x".repeat(61));

    assertThat(Syntax.isHost(longest)).isTrue();
    assertThat(Syntax.isHost(longest + "x")).isFalse();
    assertThat(Syntax.isHost(label + "x")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a,true,true",
    "a-1,true,true",
    "1a,false,true",
    "A,false,false",
    "a_b,false,false",
    "a.b,false,false",
    "-a,false,false",
    "a-,false,false",
    "'',false,false"
  })
  void knowsLabelsAndNamespaces(String text, boolean label, boolean namespace) {
    assertThat(Syntax.isDnsLabel(text)).isEqualTo(label);
    assertThat(Syntax.isNamespace(text)).isEqualTo(namespace);
  }

  @Test
  void takesLabelsOf63Letters() {
    assertThat(Syntax.isDnsLabel("x".repeat(63))).isTrue();
    assertThat(Syntax.isDnsLabel("x".repeat(64))).isFalse();
    assertThat(Syntax.isNamespace("1".repeat(63))).isTrue();
    assertThat(Syntax.isNamespace("1".repeat(64))).isFalse();
    assertThat(Syntax.isLabelValue("x".repeat(63))).isTrue();
    assertThat(Syntax.isLabelValue("x".repeat(64))).isFalse();
    assertThat(Syntax.isDnsSubdomain("x.".repeat(126) + "x")).isTrue();
    assertThat(Syntax.isDnsSubdomain("x.".repeat(126) + "xx")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka",
        "apache/kafka:3.9.2",
        "registry:5000/kafka",
        "Registry.example.com:5000/a/b_c/d__e/f--g/h.i:v1",
        "localhost/kafka@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void takesImages(String image) {
    assertThat(Syntax.isImage(image)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Kafka",
        "a//b",
        "/a",
        "a/",
        "a/B",
        "a/b.",
        "a/b..c",
        "a/b___c",
        "kafka:",
        "kafka@sha256:12",
        "http://a/b",
        "a b"
      })
  void refusesWhatIsNoImage(String image) {
    assertThat(Syntax.isImage(image)).isFalse();
  }

  @Test
  void readsHostileTextsInNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(Syntax.isImage("x/a" + ".a".repeat(200) + "!")).isFalse();
          assertThat(Syntax.isImage("a-".repeat(250) + "!")).isFalse();
          assertThat(Syntax.isHost("a-".repeat(120) + "!")).isFalse();
          assertThat(ConnectString.isChroot("/a".repeat(200_000))).isTrue();
          assertThat(ConnectString.isChroot("/a".repeat(200_000) + "!")).isFalse();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "team,true",
    "example.com/team,true",
    "a/b/c,false",
    "/team,false",
    "team/,false",
    "Example.com/team,false",
    "'',false",
    "_a,false",
    "a_b.C-1,true"
  })
  void knowsKeysOfLabels(String key, boolean valid) {
    assertThat(Syntax.isLabelKey(key)).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({".,false", "..,false", "...,true", "a b,false", "a-b_c.D,true", "'',false"})
  void knowsTopics(String name, boolean valid) {
    assertThat(Syntax.isTopic(name)).isEqualTo(valid);
    assertThat(Syntax.isTopic("x".repeat(249))).isTrue();
    assertThat(Syntax.isTopic("x".repeat(250))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'',true", "/kafka,true", "/a/b,true", "/a.b,true", "/zookeeper2,true", "/a/zookeeper,true",
    "/,false", "kafka,false", "/kafka/,false", "//kafka,false", "/a/../b,false", "/./a,false",
    "/a b,false", "'/a,b',false", "/zookeeper,false", "/zookeeper/kafka,false"
  })
  void knowsChroots(String chroot, boolean valid) {
    assertThat(ConnectString.isChroot(chroot)).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({
    "zk:2181,zk:2181",
    "[::1]:2181,[::1]:2181",
    "10.0.0.1:1,10.0.0.1:1",
    "zk:65535,zk:65535",
    "' zk:2181 ',zk:2181",
    "zk:65536,",
    "zk:0,",
    "zk,",
    "zk:,",
    ":2181,",
    "::1:2181,",
    "zk:21x,",
    "zk:-1,",
    "zk:000001,",
    "[zk:2181,",
    "'',"
  })
  void readsServers(String part, String server) {
    StringBuilder wrong = new StringBuilder();

    var servers =
        ConnectString.parse(
            part,
            new ConnectString.Wrong() {
              @Override
              public void part(String text) {
                wrong.append(text);
              }

              @Override
              public void twice(String text) {
                wrong.append(text);
              }
            });

    if (server == null) {
      assertThat(servers).isEmpty();
      assertThat(wrong).hasToString(part);
    } else {
      assertThat(servers).extracting(Endpoint::toString).containsExactly(server);
      assertThat(wrong).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"3.9,3.9.0", "3.9.2,3.9.2", "10.0.1,10.0.1"})
  void readsVersions(String text, String same) {
    assertThat(Version.of(text)).isPresent().isEqualTo(Version.of(same));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3.", "3.9.", "v3.9", "3.9.2-rc1", "3.9.2.1", "3.99999", " 3.9"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(Version.of(text)).isEmpty();
  }

  @Test
  void ordersVersionsByNumber() {
    assertThat(Version.of("3.10").orElseThrow()).isGreaterThan(Version.of("3.9.9").orElseThrow());
    assertThat(Version.of("4.0").orElseThrow()).isGreaterThan(Version.of("3.10").orElseThrow());
  }

  @Test
  void keepsTheEndsOfARangeInIt() {
    assertThat(PortRange.NODE_PORTS.contains(29_999)).isFalse();
    assertThat(PortRange.NODE_PORTS.contains(30_000)).isTrue();
    assertThat(PortRange.NODE_PORTS.contains(32_767)).isTrue();
    assertThat(PortRange.NODE_PORTS.contains(32_768)).isFalse();
  }
}
