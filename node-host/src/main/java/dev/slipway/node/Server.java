package dev.slipway.node;

/** A ZooKeeper server or a Kafka broker that runs once; a restart takes a new object. */
interface Server {

  /**
   * Runs the server on the calling thread until it ends. An interrupt before it has started ends it
   * as well.
   *
   * @param started called once, when the server has started
   */
  void run(Runnable started) throws Exception;

  /** Stops the server gracefully, once it has started. Returns when it has let go of its ports. */
  void stop() throws Exception;
}
