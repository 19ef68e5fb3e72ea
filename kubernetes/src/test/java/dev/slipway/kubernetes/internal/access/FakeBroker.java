package dev.slipway.kubernetes.internal.access;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of one port of this machine, which does with each connection what a test says. */
final class FakeBroker implements AutoCloseable {
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Thread accepting;

  private FakeBroker(ServerSocket server, Conversation conversation) {
    this.server = server;
    this.accepting = new Thread(() -> accept(conversation), "fake-broker");
    accepting.setDaemon(true);
    accepting.start();
  }

  static FakeBroker doing(Conversation conversation) throws IOException {
    return new FakeBroker(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), conversation);
  }

  PodPort target() {
    return new PodPort("fake", server.getLocalPort());
  }

  private void accept(Conversation conversation) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        new Thread(() -> serve(socket, conversation), "fake-broker-connection").start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void serve(Socket socket, Conversation conversation) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      conversation.hold(in, out);
    } catch (IOException e) {
      // The other side has ended the conversation.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** What the broker says. */
  @FunctionalInterface
  interface Conversation {
    void hold(DataInputStream in, DataOutputStream out) throws IOException;
  }
}
