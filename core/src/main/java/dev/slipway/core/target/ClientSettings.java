package dev.slipway.core.target;

import dev.slipway.core.plan.ListenerPlan;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Makes the settings of Kafka clients, fresh at each call. */
final class ClientSettings {
  private ClientSettings() {}

  static Map<String, Object> of(String bootstrapServers, ListenerPlan listener) {
    Map<String, Object> settings = new TreeMap<>(listener.security().clientSettings());
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }

  static Properties properties(Map<String, Object> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }
}
