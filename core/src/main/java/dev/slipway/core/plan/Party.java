package dev.slipway.core.plan;

import dev.slipway.core.model.ServiceAccount;

/** One end of a connection. */
public sealed interface Party {
  /**
   * Every node of one kind.
   *
   * @param role the kind
   * @param identity the ServiceAccount under which they run
   */
  record Nodes(NodeRole role, ServiceAccount identity) implements Party {
    @Override
    public String toString() {
      return identity.toString();
    }
  }

  /**
   * Somebody else's pods inside the cluster.
   *
   * @param identity the ServiceAccount under which they run
   */
  record Peer(ServiceAccount identity) implements Party {
    @Override
    public String toString() {
      return identity.toString();
    }
  }

  /** The machine that hosts the pod: the kubelet with its probes, and forwarded ports. */
  record Machine() implements Party {
    @Override
    public String toString() {
      return "the pod's machine";
    }
  }

  /** Clients outside the cluster, who have no identity in it. */
  record Outsiders() implements Party {
    @Override
    public String toString() {
      return "outside";
    }
  }

  /**
   * A server that is there already.
   *
   * @param host its host
   */
  record Elsewhere(String host) implements Party {
    @Override
    public String toString() {
      return host;
    }
  }
}
