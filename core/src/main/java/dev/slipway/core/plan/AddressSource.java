package dev.slipway.core.plan;

/** Where an advertised address comes from. */
public enum AddressSource {
  /** The DNS name of the node inside the Kubernetes cluster. */
  CLUSTER_DNS("name inside the cluster"),
  /** A port of this machine that is reserved for the cluster. */
  RESERVED_PORT("reserved port of this machine"),
  /** A port of this machine that was asked for. */
  GIVEN_PORT("given port of this machine"),
  /** A host that was given. */
  GIVEN_HOST("given host"),
  /** A host made from a template. */
  TEMPLATE("host from the template"),
  /** An address of a machine of the Kubernetes cluster. */
  NODE_ADDRESS("node address");

  private final String words;

  AddressSource(String words) {
    this.words = words;
  }

  /** The source in words. */
  public String words() {
    return words;
  }
}
