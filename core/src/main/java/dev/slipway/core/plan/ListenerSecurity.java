package dev.slipway.core.plan;

import java.util.Map;

/** How the connections of a listener are secured. */
public sealed interface ListenerSecurity {
  /**
   * The name that Kafka has for it.
   *
   * @see <a
   *     href="https://kafka.apache.org/39/documentation.html#brokerconfigs_listener.security.protocol.map">Kafka:
   *     listener.security.protocol.map</a>
   */
  String protocol();

  /** What a client must be set to besides its addresses. */
  Map<String, String> clientSettings();

  /** Neither encrypted nor authenticated by Kafka itself; a mesh may do both. */
  record Plaintext() implements ListenerSecurity {
    @Override
    public String protocol() {
      return "PLAINTEXT";
    }

    @Override
    public Map<String, String> clientSettings() {
      return Map.of("security.protocol", protocol());
    }
  }
}
