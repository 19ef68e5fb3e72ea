package dev.slipway.kubernetes.internal.access;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A stream over a TCP connection. */
final class SocketStream implements ByteStream {
  private final SocketChannel channel;

  private SocketStream(SocketChannel channel) {
    this.channel = channel;
  }

  /** Takes over a connected channel in blocking mode. */
  static SocketStream over(SocketChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new SocketStream(channel);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return channel.write(from);
  }

  @Override
  public boolean closeOutput() throws IOException {
    channel.shutdownOutput();
    return true;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
