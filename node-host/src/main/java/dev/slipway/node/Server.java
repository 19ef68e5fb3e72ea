package dev.slipway.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A ZooKeeper server or a Kafka broker that runs once; a restart takes a new object. */
interface Server {

  /**
   * Runs the server on the calling thread until it ends. An interrupt before it has started ends it
   * as well.
   *
   * @param started called once, when the server has started
   */
  void run(Runnable started) throws Exception;

  /**
   * Waits until the server, which has started, knows of so many brokers and of all these topics.
   * Each broker is told by the controller, and none at the same time as another.
   */
  default void awaitMetadata(int brokers, List<String> topics, Duration timeout)
      throws InterruptedException, TimeoutException {
    // Who is no broker is told nothing.
  }

  /** Stops the server gracefully, once it has started. Returns when it has let go of its ports. */
  void stop() throws Exception;
}
