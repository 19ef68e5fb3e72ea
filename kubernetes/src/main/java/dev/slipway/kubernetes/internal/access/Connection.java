package dev.slipway.kubernetes.internal.access;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One accepted connection with the stream it is carried over, and a thread for each direction. */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** How long a direction may be silent after the other has ended. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final String name;
  private final ByteStream client;
  private final Relay relay;
  private final Route route;
  private final Thread requests;
  private final CountDownLatch requestsEnded = new CountDownLatch(1);
  private final CountDownLatch answersEnded = new CountDownLatch(1);

  private @Nullable ByteStream node;
  private boolean closed;

  Connection(String name, ByteStream client, Relay relay, Route route) {
    this.name = name;
    this.client = client;
    this.relay = relay;
    this.route = route;
    this.requests = thread("requests", this::run);
  }

  void start() {
    requests.start();
  }

  /** Ends both directions; their threads end soon after. */
  void close() {
    ByteStream opened;
    synchronized (this) {
      closed = true;
      opened = node;
    }
    requests.interrupt();
    quietly(client);
    if (opened != null) {
      quietly(opened);
    }
  }

  /** Whether both threads have ended, after {@link #start}. */
  boolean hasEnded() {
    return !requests.isAlive();
  }

  /** Waits until both threads have ended, after {@link #close}. */
  void awaitEnd(Duration limit) throws InterruptedException {
    requests.join(limit.toMillis());
  }

  private void run() {
    try {
      if (isClosed()) {
        return;
      }
      ByteStream opened = route.open();
      if (keep(opened)) {
        carry(opened);
      } else {
        quietly(opened);
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.toString());
    } catch (InterruptedException e) {
      LOG.debug("{}: closed", name);
    } finally {
      close();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized boolean keep(ByteStream opened) {
    node = opened;
    return !closed;
  }

  private void carry(ByteStream opened) throws InterruptedException {
    Thread answers = thread("answers", () -> answers(opened));
    answers.start();
    try {
      relay.requests(client, opened);
      if (relay.halfCloses()) {
        awaitAnswers(opened.closeOutput());
      }
    } catch (IOException e) {
      report("requests", e);
    } finally {
      requestsEnded.countDown();
      close();
      uninterruptedly(answers);
    }
  }

  private void awaitAnswers(boolean told) throws InterruptedException {
    if (told) {
      answersEnded.await();
      return;
    }
    long before;
    do {
      before = relay.progress();
    } while (!answersEnded.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
        && relay.progress() != before);
  }

  private void answers(ByteStream opened) {
    try {
      relay.answers(opened, client);
      if (relay.halfCloses()) {
        answersEnded.countDown();
        client.closeOutput();
        if (!opened.isOpen()) {
          // Nobody is left to talk to; the client may still read what came last.
          requestsEnded.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          requestsEnded.await();
        }
      }
    } catch (IOException e) {
      report("answers", e);
    } catch (InterruptedException e) {
      LOG.debug("{}: closed", name);
    } finally {
      answersEnded.countDown();
      close();
    }
  }

  private void report(String direction, IOException e) {
    if (e instanceof BrokenFrameException) {
      LOG.warn("{}: closed, {}", name, e.getMessage());
    } else {
      LOG.debug("{}: {} ended, {}", name, direction, e.toString());
    }
  }

  private static void uninterruptedly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread thread(String direction, Runnable work) {
    Thread thread = new Thread(work, name + "-" + direction);
    thread.setDaemon(true);
    return thread;
  }

  static void quietly(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing: {}", e.toString());
    }
  }

  /** The way to the node. */
  @FunctionalInterface
  interface Route {
    ByteStream open() throws IOException;
  }
}
