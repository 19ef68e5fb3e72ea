package dev.slipway.mesh.istio.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a sidecar lives and dies, where it is a container like others: before the application, and
 * not before the application's last connection is closed. A broker that is told to stop still hands
 * over the leadership of its partitions.
 *
 * @param hold whether the application waits until the proxy runs
 * @param metadata variables of the proxy's agent
 * @see <a
 *     href="https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig">Istio:
 *     ProxyConfig</a>
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProxyConfig(
    @JsonProperty("holdApplicationUntilProxyStarts") boolean hold,
    @JsonProperty("proxyMetadata") Map<String, String> metadata) {
  ProxyConfig {
    metadata = new TreeMap<>(metadata);
  }

  /** Of a server that others hang on to. */
  static ProxyConfig ofServer() {
    return new ProxyConfig(
        true,
        // Since 1.12; before, the proxy ends five seconds after it is told to.
        Map.of("EXIT_ON_ZERO_ACTIVE_CONNECTIONS", "true", "MINIMUM_DRAIN_DURATION", "5s"));
  }
}
