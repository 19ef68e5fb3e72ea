package dev.slipway.embedded.internal.port;

import java.util.concurrent.CountDownLatch;

/** Reserves ports and holds them until it is killed: a number of free ones, or a certain one. */
final class PortProgram {

  private PortProgram() {}

  @SuppressWarnings("MustBeClosedChecker")
  public static void main(String[] args) throws Exception {
    PortReservations ports = PortReservations.open();
    if (args[0].equals("exactly")) {
      System.out.println(ports.exactly(Integer.parseInt(args[1])));
    } else {
      StringBuilder reserved = new StringBuilder();
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        reserved.append(ports.any()).append(' ');
      }
      System.out.println(reserved.toString().strip());
    }
    new CountDownLatch(1).await();
  }
}
