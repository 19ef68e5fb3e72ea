package dev.slipway.core.facts;

/**
 * A range of ports.
 *
 * @param first the first port
 * @param last the last port, included
 */
public record PortRange(int first, int last) {
  /** Where Kubernetes allots NodePorts if its API server was not told otherwise. */
  public static final PortRange NODE_PORTS = new PortRange(30_000, 32_767);

  /** Every port there is. */
  public static final PortRange ALL = new PortRange(1, 65_535);

  /** Ports that need no privilege. */
  public static final PortRange UNPRIVILEGED = new PortRange(1_024, 65_535);

  /** Refuses an empty range. */
  public PortRange {
    if (first < 1 || last > 65_535 || first > last) {
      throw new IllegalArgumentException(
          "port range: " + first + "-" + last + " (expected: within 1-65535, first <= last)");
    }
  }

  /** Whether the port lies in the range. */
  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
