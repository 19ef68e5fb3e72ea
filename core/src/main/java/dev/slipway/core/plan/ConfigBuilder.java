package dev.slipway.core.plan;

import dev.slipway.core.plan.PlannedSetting.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays the layers of a configuration over each other: what the topology demands, the defaults by
 * size, what the target prefers, what the user says. A later one replaces an earlier one in place;
 * what the topology demands is replaced by nobody.
 */
final class ConfigBuilder {
  private final Map<String, PlannedSetting> settings = new LinkedHashMap<>();

  ConfigBuilder topology(String key, Object value, String reason) {
    settings.put(key, new PlannedSetting(key, value.toString(), Origin.TOPOLOGY, reason));
    return this;
  }

  ConfigBuilder defaults(List<PlannedSetting> defaults) {
    defaults.forEach(setting -> settings.put(setting.key(), setting));
    return this;
  }

  ConfigBuilder target(Map<String, String> preferred, String target) {
    return layer(preferred, Origin.TARGET, "preferred by the target " + target);
  }

  ConfigBuilder user(Map<String, String> said) {
    return layer(said, Origin.USER, "");
  }

  private ConfigBuilder layer(Map<String, String> values, Origin origin, String reason) {
    new TreeMap<>(values)
        .forEach(
            (key, value) -> {
              PlannedSetting there = settings.get(key);
              if (there == null || there.origin() != Origin.TOPOLOGY) {
                settings.put(key, new PlannedSetting(key, value, origin, reason));
              }
            });
    return this;
  }

  List<PlannedSetting> settings() {
    return new ArrayList<>(settings.values());
  }
}
