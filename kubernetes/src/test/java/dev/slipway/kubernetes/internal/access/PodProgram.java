package dev.slipway.kubernetes.internal.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a pod runs in tests: a server that does what the first byte of a connection says. One class
 * file on its own.
 */
public final class PodProgram {
  static final int PORT = 7000;
  static final int ANSWER = 100_000;

  private static final AtomicInteger OPEN = new AtomicInteger();
  private static final AtomicLong WRITTEN = new AtomicLong();

  private PodProgram() {}

  /** Serves until killed. */
  public static void main(String[] args) throws IOException {
    try (ServerSocket server = new ServerSocket(PORT, 200)) {
      while (true) {
        Socket socket = server.accept();
        new Thread(() -> serve(socket)).start();
      }
    }
  }

  private static void serve(Socket socket) {
    OPEN.incrementAndGet();
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      switch (in.read()) {
        case 'e' -> in.transferTo(out); // echo
        case 'a' -> out.write(new byte[ANSWER]); // answer and close
        case 'o' -> out.write((OPEN.get() + "\n").getBytes(US_ASCII));
        case 'b' -> out.write((WRITTEN.get() + "\n").getBytes(US_ASCII));
        case 'w' -> {
          byte[] bytes = new byte[10_000];
          while (true) {
            out.write(bytes);
            WRITTEN.addAndGet(bytes.length);
          }
        }
        case 's' -> Thread.sleep(600_000); // neither reads nor writes
        default -> {}
      }
    } catch (IOException | InterruptedException e) {
      System.out.println(e);
    } finally {
      OPEN.decrementAndGet();
    }
  }
}
