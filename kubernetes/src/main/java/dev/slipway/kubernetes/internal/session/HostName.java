package dev.slipway.kubernetes.internal.session;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine that this process runs on, by which others tell whose work it is. */
public final class HostName {
  private HostName() {}

  public static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
