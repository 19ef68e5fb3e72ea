package dev.slipway.exposure;

/** The ways to expose brokers; made for static import. */
public final class Exposures {
  private Exposures() {}

  /**
   * A NodePort of its own for each broker, with ports and hosts that the Kubernetes cluster
   * chooses.
   */
  public static NodePortPerBroker nodePortPerBroker() {
    return NodePortPerBroker.UNSPECIFIED;
  }
}
