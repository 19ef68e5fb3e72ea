package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told instead of the addresses that brokers advertise. */
final class ForwardedAddresses {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardedAddresses.class);

  private final String listener;
  private final Map<Integer, Endpoint> brokers;
  private final Set<Integer> unknown = ConcurrentHashMap.newKeySet();

  ForwardedAddresses(String listener, Map<Integer, Endpoint> brokers) {
    this.listener = listener;
    this.brokers = Map.copyOf(brokers);
  }

  /** The address to tell for a broker; empty if what it advertises is to stay. */
  Optional<Endpoint> of(int broker, String host, int port) {
    Endpoint endpoint = brokers.get(broker);
    // A negative id stands for no broker.
    if (endpoint == null && broker >= 0 && unknown.add(broker)) {
      LOG.warn(
          "Listener {}: no forwarder for broker {}; clients are told {}:{} as it is",
          listener,
          broker,
          host,
          port);
    }
    return Optional.ofNullable(endpoint);
  }
}
