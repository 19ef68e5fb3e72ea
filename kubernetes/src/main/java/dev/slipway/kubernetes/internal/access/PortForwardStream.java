package dev.slipway.kubernetes.internal.access;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream over one WebSocket of the API server's port-forward. Each message begins with a channel:
 * 0 for data, 1 for an error; the first message of a channel repeats the port.
 */
final class PortForwardStream implements ByteStream, WebSocket.Listener {
  static final int NORMAL = 1000;

  private static final byte DATA = 0;
  private static final byte ERROR = 1;

  /** As much is kept for a slow reader before the API server is made to wait. */
  private static final int MOST_UNREAD = 1 << 18;

  /** As much waits to be sent before the writer is made to wait. */
  private static final int MOST_UNSENT = 1 << 18;

  private static final int LARGEST_MESSAGE = 1 << 16;

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<ByteBuffer> unread = new ArrayDeque<>();
  private final boolean[] greeted = new boolean[2];

  /** Used by the one writing thread. */
  private final ByteBuffer message = ByteBuffer.allocate(1 + LARGEST_MESSAGE);

  private int unreadBytes;
  private boolean requestOwed;
  private @Nullable WebSocket socket;
  private @Nullable IOException failure;
  private boolean ended;
  private boolean closed;

  PortForwardStream(String pod, int port) {
    this.name = "port-forward to port " + port + " of pod " + pod;
  }

  void opened(WebSocket webSocket) {
    lock.lock();
    try {
      socket = webSocket;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    onMessage(webSocket, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void onMessage(WebSocket webSocket, ByteBuffer bytes) {
    boolean more = true;
    lock.lock();
    try {
      byte channel = bytes.hasRemaining() ? bytes.get() : -1;
      if (channel != DATA && channel != ERROR) {
        end(new IOException(name + ": a message for channel " + channel + " (expected: 0 or 1)"));
      } else if (!greeted[channel]) {
        greeted[channel] = true;
      } else if (channel == ERROR) {
        end(new IOException(name + ": " + StandardCharsets.UTF_8.decode(bytes).toString().strip()));
      } else if (bytes.hasRemaining() && !closed) {
        unread.add(bytes);
        unreadBytes += bytes.remaining();
        more = unreadBytes < MOST_UNREAD;
        requestOwed = !more;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (more) {
      webSocket.request();
    }
  }

  @Override
  public void onClose(WebSocket webSocket, int code, @Nullable String reason) {
    lock.lock();
    try {
      end(code == NORMAL ? null : new IOException(name + ": closed with " + code + " " + reason));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    lock.lock();
    try {
      end(new IOException(name + ": " + error, error));
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes; what came before is still read. */
  private void end(@Nullable IOException why) {
    if (!ended) {
      ended = true;
      failure = why;
      changed.signalAll();
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int read = 0;
    WebSocket owed = null;
    lock.lock();
    try {
      awaitBytes();
      requireOpen();
      ByteBuffer next = unread.peek();
      if (next == null) {
        if (failure != null) {
          throw new IOException(failure.getMessage(), failure);
        }
        return -1;
      }
      while (next != null && into.hasRemaining()) {
        int count = Math.min(next.remaining(), into.remaining());
        into.put(into.position(), next, next.position(), count);
        into.position(into.position() + count);
        next.position(next.position() + count);
        read += count;
        if (!next.hasRemaining()) {
          unread.remove();
          next = unread.peek();
        }
      }
      unreadBytes -= read;
      if (requestOwed && unreadBytes < MOST_UNREAD / 2) {
        requestOwed = false;
        owed = socket;
      }
    } finally {
      lock.unlock();
    }
    if (owed != null) {
      owed.request();
    }
    return read;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int count = Math.min(from.remaining(), LARGEST_MESSAGE);
    WebSocket to = awaitRoom();
    message.clear().put(DATA).put(from.slice().limit(count)).flip();
    if (!to.send(message)) {
      throw new IOException(name + ": can't be written to any more");
    }
    from.position(from.position() + count);
    return count;
  }

  private WebSocket awaitRoom() throws IOException {
    lock.lock();
    try {
      while (true) {
        requireOpen();
        if (ended) {
          throw new IOException(name + ": has ended", failure);
        }
        WebSocket to = socket;
        if (to == null) {
          throw new IOException(name + ": is not open");
        }
        if (to.queueSize() < MOST_UNSENT) {
          return to;
        }
        // The WebSocket does not tell when its queue gets shorter; the end of the stream does.
        changed.await(1, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private void awaitBytes() throws IOException {
    try {
      while (unread.isEmpty() && !ended && !closed) {
        changed.await();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException(name + ": interrupted", e);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(name + ": the stream is closed");
    }
  }

  @Override
  public boolean closeOutput() {
    return false;
  }

  @Override
  public boolean isOpen() {
    lock.lock();
    try {
      return !closed && !ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    WebSocket closing;
    boolean owed;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      closing = socket;
      owed = requestOwed;
      unread.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (closing != null) {
      closing.sendClose(NORMAL, "");
      if (owed) {
        closing.request(); // what is on its way comes before the answer to the close
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
