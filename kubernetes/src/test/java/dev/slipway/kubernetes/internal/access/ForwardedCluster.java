package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerEndpoints;
import dev.slipway.core.plan.ListenerSecurity;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Real brokers whose listener for clients advertises hosts that there are not, and a forwarder. */
final class ForwardedCluster implements AutoCloseable {
  private static final String LISTENER = "CLIENT";

  final EmbeddedDeployment deployment;
  final TestDialer dialer = new TestDialer();
  final BrokerForwarder forwarder;

  private ForwardedCluster(EmbeddedDeployment deployment) {
    this.deployment = deployment;
    this.forwarder =
        BrokerForwarder.open(
            LISTENER,
            new ListenerSecurity.Plaintext(),
            deployment.plan().brokers().stream()
                .collect(Collectors.toMap(BrokerPlan::id, ForwardedCluster::target)),
            dialer);
  }

  static ForwardedCluster start() throws Exception {
    ClusterSpec spec =
        ClusterSpec.builder()
            .zookeeper(zookeeper -> zookeeper.servers(1))
            .kafka(
                kafka ->
                    kafka
                        .brokers(3)
                        .setting("message.max.bytes", "10000000")
                        .setting("group.initial.rebalance.delay.ms", "0"))
            .build();
    EmbeddedDeployment deployment = EmbeddedTarget.create().deploy(spec);
    try {
      advertiseUnreachable(deployment);
      return new ForwardedCluster(deployment);
    } catch (Exception | Error e) {
      deployment.close();
      throw e;
    }
  }

  /** An embedded broker is started with addresses that can be reached; that is changed here. */
  private static void advertiseUnreachable(EmbeddedDeployment deployment) throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (BrokerPlan broker : deployment.plan().brokers()) {
      String advertised =
          broker.listeners().stream()
              .map(listener -> listener.listener() + "://" + host(broker, listener))
              .collect(Collectors.joining(","));
      changes.put(
          new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker.id())),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry("advertised.listeners", advertised), AlterConfigOp.OpType.SET)));
    }
    try (Admin admin = new TestClients(deployment.bootstrapServers("internal")).admin()) {
      TestClients.done(admin.incrementalAlterConfigs(changes).all());
    }
    for (BrokerPlan broker : deployment.plan().brokers()) {
      TestClients direct = new TestClients(broker.listener(LISTENER).bind().toString());
      Until.isTrue(TestClients.LIMIT, () -> !direct.works());
    }
  }

  private static String host(BrokerPlan broker, ListenerEndpoints listener) {
    return listener.listener().equals(LISTENER)
        ? "kafka-" + broker.id() + ".kafka.invalid:" + listener.bind().port()
        : listener.bind().toString();
  }

  private static PodPort target(BrokerPlan broker) {
    return new PodPort(broker.name(), broker.listener(LISTENER).bind().port());
  }

  String bootstrap() {
    return forwarder.door().brokers().stream()
        .map(Endpoint::toString)
        .collect(Collectors.joining(","));
  }

  /** Past the forwarder. */
  String direct() {
    return deployment.bootstrapServers("internal");
  }

  @Override
  public void close() {
    forwarder.close();
    deployment.close();
  }
}
