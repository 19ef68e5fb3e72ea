package dev.slipway.core.plan;

/**
 * One party may open a port of another, for a reason. Whatever is not among the edges of a plan is
 * not needed.
 *
 * @param from who opens the connection
 * @param to who accepts it
 * @param port the port on which it is accepted
 * @param reason why
 */
public record TrafficEdge(Party from, Party to, int port, Reason reason) {
  @Override
  public String toString() {
    return from + " -> " + to + ":" + port + " (" + reason.words() + ")";
  }

  /** Why a connection is needed. */
  public enum Reason {
    /** A ZooKeeper follower follows its leader. */
    PEER("peer"),
    /** ZooKeeper servers elect a leader. */
    ELECTION("election"),
    /** A client uses a server: a broker its ZooKeeper, an application its broker. */
    CLIENT("client"),
    /** Brokers replicate and are controlled. */
    INTER_BROKER("inter-broker"),
    /** The kubelet and Slipway look whether a node serves. */
    PROBE("probe"),
    /** A client outside the cluster uses a broker. */
    EXTERNAL("external");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** The reason in words. */
    public String words() {
      return words;
    }
  }
}
