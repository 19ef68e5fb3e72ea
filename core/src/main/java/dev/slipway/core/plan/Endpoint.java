package dev.slipway.core.plan;

/**
 * A host and a port.
 *
 * @param host a DNS name, an IPv4 or an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return bracketed(host) + ":" + port;
  }

  /** As hosts stand before a port. */
  static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
