package dev.slipway.core.probe;

import dev.slipway.core.plan.PortPlan;

/**
 * What a stranger to the mesh met, who connected in plaintext to one port of one node.
 *
 * @param workload the name of the workload that the node belongs to
 * @param port the port
 * @param node the node's name
 * @param met what it met
 * @param detail why that is not known; empty if it is
 */
public record Plaintext(String workload, PortPlan port, String node, Met met, String detail) {
  /** What a stranger can meet. */
  public enum Met {
    /** The server behind the port spoke to it. */
    ANSWERED,
    /**
     * The connection stayed open, and nobody said anything. That is how a server waits for the rest
     * of what it was sent; whoever refuses a stranger closes.
     */
    HELD_OPEN,
    /** There was no connection, or it was closed before anything was said. */
    REFUSED,
    /** No answer came to the attempt to connect, as where a network drops its packets. */
    UNREACHABLE,
    /** Nobody tried, or it can't be told what came of it. */
    UNKNOWN
  }
}
