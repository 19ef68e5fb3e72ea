package dev.slipway.core.model;

/**
 * Spreads the nodes of one kind evenly over domains such as zones.
 *
 * @param topologyKey the machines' label that names the domain, as in {@code
 *     topology.kubernetes.io/zone}
 * @param minDomains how many different domains must hold a node; at least 1
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/">Kubernetes:
 *     topology spread constraints</a>
 */
public record SpreadSpec(String topologyKey, int minDomains) {
  /** Refuses a blank key and fewer than one domain. */
  public SpreadSpec {
    Require.text("spread topology key", topologyKey);
    Require.atLeast(1, "spread domains", minDomains);
  }

  /** Over at least so many zones. */
  public static SpreadSpec overZones(int zones) {
    return new SpreadSpec("topology.kubernetes.io/zone", zones);
  }
}
