package dev.slipway.it.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Ports that nobody has, outside the range from which the system chooses. */
final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int LAST = 30_000;
  private static final Random RANDOM = new Random();

  private FreePorts() {}

  /** The first of so many consecutive ports. */
  static int base(int count) {
    while (true) {
      int base = FIRST + RANDOM.nextInt(LAST - FIRST - count);
      boolean free = true;
      for (int port = base; port < base + count; port++) {
        free &= isFree(port);
      }
      if (free) {
        return base;
      }
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = listening(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  static ServerSocket listening(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
