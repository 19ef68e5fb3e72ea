package dev.slipway.kubernetes.internal.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens TCP connections to ports of this machine, and counts them. */
final class TestDialer implements Dialer {
  final AtomicInteger opened = new AtomicInteger();

  @Override
  public ByteStream open(String node, int port) throws IOException {
    ByteStream stream =
        SocketStream.over(
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    opened.incrementAndGet();
    return stream;
  }
}
