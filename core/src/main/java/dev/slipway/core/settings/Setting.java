package dev.slipway.core.settings;

import java.util.Optional;

/**
 * A setting as its server declares it.
 *
 * @param name the name, as written in the configuration
 * @param type what the server parses the value into
 * @param defaultValue what holds if unspecified; empty if the server declares none, and for all
 *     settings of ZooKeeper, which declares no defaults
 * @param updateMode whether a running server takes a new value
 * @param sensitive whether the value must not be shown
 * @param brokerSetting for a topic's setting, the setting of the broker that is its default
 * @param validValues the values the server accepts beyond the type, in the words of the server
 */
public record Setting(
    String name,
    SettingType type,
    Optional<String> defaultValue,
    UpdateMode updateMode,
    boolean sensitive,
    Optional<String> brokerSetting,
    Optional<String> validValues) {

  Setting withName(String other) {
    return new Setting(
        other, type, defaultValue, updateMode, sensitive, brokerSetting, validValues);
  }
}
