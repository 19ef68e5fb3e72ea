package dev.slipway.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** ZooKeeper's answer to {@code srvr}. */
public final class FourLetterWord {

  private FourLetterWord() {}

  public static String srvr(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
      socket.setSoTimeout(2000);
      socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  public static void awaitServing(int port, Duration limit) throws Exception {
    Until.met(
        limit,
        () -> {
          try {
            return srvr(port).contains("Mode: ");
          } catch (IOException notYet) {
            return false;
          }
        });
  }
}
