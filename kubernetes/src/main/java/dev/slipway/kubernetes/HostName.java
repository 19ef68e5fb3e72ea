package dev.slipway.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine that this process runs on, by which others tell whose work it is. */
final class HostName {
  private HostName() {}

  static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
