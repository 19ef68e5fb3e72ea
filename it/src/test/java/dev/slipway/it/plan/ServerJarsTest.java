package dev.slipway.it.plan;

import static dev.slipway.dsl.Slipway.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerEndpoints;
import dev.slipway.core.plan.ServerPlan;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import kafka.cluster.EndPoint;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.zookeeper.server.quorum.QuorumPeer.QuorumServer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** The servers' own parsers read every planned file, and read what was planned. */
class ServerJarsTest {
  // One of each text: storage, for instance, changes none.
  private static final Map<String, BrokerPlan> BROKERS = new LinkedHashMap<>();
  private static final Map<String, Server> SERVERS = new LinkedHashMap<>();

  @BeforeAll
  static void planAll() {
    Matrix.cells().stream()
        .map(Matrix.Cell::plan)
        .forEach(
            plan -> {
              List<BrokerPlan> brokers = plan.brokers();
              for (BrokerPlan broker : List.of(brokers.get(0), brokers.get(brokers.size() - 1))) {
                BROKERS.putIfAbsent(broker.config().render(), broker);
              }
              plan.servers()
                  .forEach(
                      server ->
                          SERVERS.putIfAbsent(server.config().render(), new Server(server, plan)));
            });
  }

  @Test
  void kafkaReadsEveryBroker() throws IOException {
    assertThat(BROKERS).hasSizeGreaterThan(100);
    for (Map.Entry<String, BrokerPlan> entry : BROKERS.entrySet()) {
      BrokerPlan broker = entry.getValue();
      KafkaConfig config = KafkaConfig.fromProps(properties(entry.getKey()), false);

      assertThat(KafkaConfig.configDef().names()).containsAll(broker.config().values().keySet());
      assertThat(config.brokerId()).isEqualTo(broker.id());
      assertThat(config.brokerIdGenerationEnable()).isFalse();
      assertThat(config.zkConnect())
          .isEqualTo(broker.config().value("zookeeper.connect").orElseThrow());
      assertThat(config.zkConnectionTimeoutMs()).isEqualTo(120_000);
      assertThat(config.interBrokerListenerName().value()).isEqualTo("INTERNAL");
      assertThat(CollectionConverters.asJava(config.logDirs())).containsExactly(broker.logDir());
      assertThat(CollectionConverters.asJava(config.listeners()).stream().map(ServerJarsTest::text))
          .containsExactlyElementsOf(
              broker.listeners().stream().map(at -> at.listener() + "://" + at.bind()).toList());
      assertThat(
              CollectionConverters.asJava(config.effectiveAdvertisedBrokerListeners()).stream()
                  .map(ServerJarsTest::text))
          .containsExactlyElementsOf(
              broker.listeners().stream().map(ServerJarsTest::advertised).toList());
      assertThat(
              CollectionConverters.asJava(config.effectiveAdvertisedBrokerListeners()).stream()
                  .map(EndPoint::securityProtocol))
          .containsOnly(SecurityProtocol.PLAINTEXT);
    }
  }

  @Test
  void zooKeeperReadsEveryServer(@TempDir Path folder)
      throws IOException, QuorumPeerConfig.ConfigException {
    assertThat(SERVERS).hasSizeGreaterThan(50);
    for (Map.Entry<String, Server> entry : SERVERS.entrySet()) {
      ServerPlan server = entry.getValue().server;
      QuorumPeerConfig config = parse(folder, server);

      assertThat(config.getServerId()).as(entry.getKey()).isEqualTo(server.id());
      assertThat(config.getClientPortAddress().getPort()).isEqualTo(server.client().port());
      assertThat(config.isDistributed()).isTrue();
      assertThat(config.getQuorumListenOnAllIPs())
          .isEqualTo(server.config().value("quorumListenOnAllIPs").isPresent());
      assertThat(config.getPurgeInterval()).isEqualTo(1);
      assertThat(config.getTickTime()).isEqualTo(2_000);
      List<ServerPlan> members = entry.getValue().plan.servers();
      assertThat(config.getServers()).hasSameSizeAs(members);
      for (ServerPlan member : members) {
        QuorumServer read =
            Objects.requireNonNull(config.getServers().get((long) member.id()), member.name());
        boolean wildcard = member.id() == server.id() && members.size() > 2;
        assertThat(read.type.name()).isEqualTo("PARTICIPANT");
        assertThat(read.addr.getOne().getHostString())
            .isEqualTo(wildcard ? "0.0.0.0" : member.peer().host());
        assertThat(read.addr.getOne().getPort()).isEqualTo(member.peer().port());
        assertThat(read.electionAddr.getOne().getPort()).isEqualTo(member.election().port());
      }
    }
  }

  @Test
  void zooKeeperReadsAQuorumOfTheLargestSize(@TempDir Path folder)
      throws IOException, QuorumPeerConfig.ConfigException {
    ClusterPlan plan = Matrix.complete(cluster().zookeeper(255).kafka(1).build());

    QuorumPeerConfig config = parse(folder, plan.servers().get(254));

    assertThat(config.getServerId()).isEqualTo(255);
    assertThat(config.getServers().keySet())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 255).mapToObj(Long::valueOf).toList());
  }

  /** As it is, but for the data's folder, in which the server looks for its id. */
  private static QuorumPeerConfig parse(Path folder, ServerPlan server)
      throws IOException, QuorumPeerConfig.ConfigException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("myid"), Integer.toString(server.id()));
    String text = server.config().render();
    assertThat(text).contains("dataDir=" + server.dataDir() + "\n");
    Path file = folder.resolve(server.config().name());
    Files.writeString(
        file, text.replace("dataDir=" + server.dataDir() + "\n", "dataDir=" + data + "\n"));
    QuorumPeerConfig config = new QuorumPeerConfig();
    config.parse(file.toString());
    return config;
  }

  private static String advertised(ListenerEndpoints endpoints) {
    return endpoints.listener() + "://" + endpoints.advertised();
  }

  private static String text(EndPoint endpoint) {
    String host = endpoint.host() == null ? "" : endpoint.host();
    return endpoint.listenerName().value()
        + "://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + endpoint.port();
  }

  private static Properties properties(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }

  private record Server(ServerPlan server, ClusterPlan plan) {}
}
