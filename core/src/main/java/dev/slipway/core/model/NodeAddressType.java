package dev.slipway.core.model;

/**
 * The kinds of address that a node of a Kubernetes cluster can have, in the order in which one is
 * chosen if none is preferred.
 *
 * @see <a href="https://kubernetes.io/docs/reference/node/node-status/#addresses">Kubernetes: node
 *     addresses</a>
 */
public enum NodeAddressType {
  /** A DNS name that resolves outside the cluster. */
  EXTERNAL_DNS,
  /** An address that can be reached from outside the cluster. */
  EXTERNAL_IP,
  /** A DNS name that resolves inside the cluster. */
  INTERNAL_DNS,
  /** An address that can be reached inside the cluster. */
  INTERNAL_IP,
  /** The host name that the node's kernel reports. */
  HOSTNAME
}
