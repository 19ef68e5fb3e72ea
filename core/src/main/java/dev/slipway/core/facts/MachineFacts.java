package dev.slipway.core.facts;

import dev.slipway.core.model.NodeAddressType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A machine of a Kubernetes cluster.
 *
 * @param name its name
 * @param addresses the first address of each kind; a second one of a kind is not used
 */
public record MachineFacts(String name, Map<NodeAddressType, String> addresses) {
  /** Keeps a copy, in the order of {@link NodeAddressType}. */
  public MachineFacts {
    EnumMap<NodeAddressType, String> copy = new EnumMap<>(NodeAddressType.class);
    copy.putAll(addresses);
    addresses = Collections.unmodifiableMap(copy);
  }

  /** A machine of one address. */
  public static MachineFacts of(String name, NodeAddressType type, String address) {
    return new MachineFacts(name, Map.of(type, address));
  }

  /**
   * The address of the preferred kind, else the first in the order of {@link NodeAddressType}.
   *
   * @see <a href="https://strimzi.io/docs/operators/0.45.0/configuring.html">Strimzi's {@code
   *     preferredNodePortAddressType}, whose code has this order</a>
   */
  public Optional<String> address(NodeAddressType preferred) {
    String address = addresses.get(preferred);
    return address != null ? Optional.of(address) : addresses.values().stream().findFirst();
  }
}
