package dev.slipway.embedded.internal.port;

import dev.slipway.embedded.internal.folder.UserTempFolder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds ports by file locks, for macOS and Windows, where a socket that holds a port keeps the
 * server from it as well. It keeps Slipway's clusters of one user apart; against other programs it
 * only looks whether the port is free now. Written for those systems, unverified there.
 */
final class LockHolding implements PortReservations.Holding {

  /**
   * The ports this JVM holds. A lock of a file is lost when any channel of the JVM to that file is
   * closed, so a file that is locked must not even be opened.
   */
  private static final Set<Integer> HELD_HERE = ConcurrentHashMap.newKeySet();

  private static final int ATTEMPTS = 100;

  private final UserTempFolder parent;

  LockHolding(UserTempFolder parent) {
    this.parent = parent;
  }

  @Override
  public PortReservations.HeldPort any() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (ServerSocket free = new ServerSocket(0, 1, loopback())) {
        PortReservations.HeldPort held = locked(free.getLocalPort());
        if (held != null) {
          return held;
        }
      }
    }
    throw new IOException("each of " + ATTEMPTS + " free ports was held by others");
  }

  @Override
  public PortReservations.HeldPort exactly(int port) throws IOException {
    PortReservations.HeldPort held = locked(port);
    if (held == null) {
      throw new PortTakenException(port, "another Slipway cluster", null);
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(loopback(), port));
      return held;
    } catch (BindException e) {
      held.release().close();
      if (!PortTakenException.explains(e)) {
        throw e;
      }
      throw new PortTakenException(port, "a program that listens on it", e);
    }
  }

  private PortReservations.@Nullable HeldPort locked(int port) throws IOException {
    if (!HELD_HERE.add(port)) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file(port), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) != null) {
        FileChannel locked = channel;
        return new PortReservations.HeldPort(port, () -> release(port, locked));
      }
    } catch (IOException e) {
      release(port, channel);
      throw e;
    }
    release(port, channel);
    return null;
  }

  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static void release(int port, @Nullable FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      HELD_HERE.remove(port);
    }
  }

  private Path file(int port) throws IOException {
    Path folder = parent.create().resolve("ports");
    return Files.createDirectories(folder).resolve(Integer.toString(port));
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
