package dev.slipway.core.plan;

/**
 * A port of every node of one kind.
 *
 * @param name the port's name, which begins with its protocol so that a mesh can tell it
 * @param number the port of the container, and of the headless Service too
 * @param purpose what it is for
 */
public record PortPlan(String name, int number, String purpose) {
  /**
   * The protocol that every port declares: none of them is to be guessed at by a mesh.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol">Kubernetes:
   *     application protocol</a>
   */
  public static final String APP_PROTOCOL = "tcp";
}
