package dev.slipway.core.plan;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ServiceAccount;

/** How everything that is made is called: the cluster's name, the role, the number. */
final class Names {
  /** The length of a DNS label (RFC 1123), so of a Service's, a pod's and a label value's. */
  static final int LABEL_LENGTH = 63;

  /**
   * The length of a StatefulSet's name: its pods carry it, a hyphen and a hash of up to ten
   * characters as the value of the label controller-revision-hash.
   */
  static final int STATEFUL_SET_LENGTH = LABEL_LENGTH - 11;

  private final ClusterSpec spec;

  Names(ClusterSpec spec) {
    this.spec = spec;
  }

  String workload(NodeRole role) {
    return spec.name() + "-" + role.word();
  }

  String node(NodeRole role, int ordinal) {
    return workload(role) + "-" + ordinal;
  }

  String clientService(NodeRole role) {
    return role == NodeRole.ZOOKEEPER ? workload(role) + "-client" : spec.name() + "-bootstrap";
  }

  String externalService(int broker, String listener) {
    return node(NodeRole.BROKER, broker) + "-" + listener;
  }

  String namespace(NodeRole role) {
    return role == NodeRole.ZOOKEEPER ? spec.namespaces().zookeeper() : spec.namespaces().kafka();
  }

  ServiceAccount identity(NodeRole role) {
    return new ServiceAccount(workload(role), namespace(role));
  }
}
