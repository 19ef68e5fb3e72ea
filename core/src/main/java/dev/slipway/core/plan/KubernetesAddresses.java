package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;

/** Pod names below the headless Service of their StatefulSet; the same ports on every pod. */
final class KubernetesAddresses implements Addresses {
  // Subfolders, because a fresh volume holds lost+found, which Kafka takes for a broken partition.
  private static final String ZOOKEEPER_DATA = "/data/zookeeper";
  private static final String KAFKA_DATA = "/var/lib/kafka/data/logs";

  private final Names names;
  private final String domain;

  KubernetesAddresses(Inputs inputs, KubernetesFacts facts) {
    this.names = inputs.names();
    this.domain = facts.clusterDomain();
  }

  @Override
  public Endpoint server(int ordinal, ServerDoor door) {
    return new Endpoint(host(NodeRole.ZOOKEEPER, ordinal), door.port());
  }

  @Override
  public String bindHost() {
    return "";
  }

  @Override
  public Endpoint broker(int ordinal, int listener, int port) {
    return new Endpoint(host(NodeRole.BROKER, ordinal), port);
  }

  @Override
  public String dataFolder(NodeRole role, int ordinal) {
    return role == NodeRole.ZOOKEEPER ? ZOOKEEPER_DATA : KAFKA_DATA;
  }

  @Override
  public AddressSource source() {
    return AddressSource.CLUSTER_DNS;
  }

  private String host(NodeRole role, int ordinal) {
    return names.node(role, ordinal)
        + "."
        + names.workload(role)
        + "."
        + names.namespace(role)
        + ".svc."
        + domain;
  }
}
