package dev.slipway.it.settings;

import static dev.slipway.it.settings.CatalogTable.NONE;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import kafka.metrics.KafkaCSVMetricsReporter;
import kafka.security.authorizer.AclAuthorizer;
import kafka.server.DynamicBrokerConfig$;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.storage.internals.log.LogConfig;

/** The tables of Kafka's settings, from its own definitions. */
final class KafkaTables {
  private KafkaTables() {}

  static CatalogTable broker() {
    CatalogTable table =
        new CatalogTable(
            "kafka_2.13, KafkaConfig",
            AppInfoParser.getVersion(),
            "name",
            "type",
            "default",
            "update",
            "sensitive",
            "valid values");
    Map<String, String> updateModes = DynamicBrokerConfig$.MODULE$.dynamicConfigUpdateModes();
    for (ConfigKey key : KafkaConfig.configDef().configKeys().values()) {
      table.row(
          key.name,
          type(key),
          defaultValue(key),
          updateModes.getOrDefault(key.name, "read-only"),
          key.type.isSensitive() ? "sensitive" : NONE,
          validValues(key));
      if (key.name.endsWith(".impl.prefix")) {
        table.prefix(defaultValue(key));
      }
    }
    readOutsideOfTheDefinition(table);
    return table;
  }

  static CatalogTable topic() {
    CatalogTable table =
        new CatalogTable(
            "kafka-storage, LogConfig",
            AppInfoParser.getVersion(),
            "name",
            "type",
            "default",
            "broker setting",
            "valid values");
    for (ConfigKey key : LogConfig.configKeys().values()) {
      table.row(
          key.name,
          type(key),
          defaultValue(key),
          LogConfig.serverConfigName(key.name).orElse(NONE),
          validValues(key));
    }
    return table;
  }

  /** Kafka's own plug-ins and wrappers read more than {@code KafkaConfig} declares. */
  private static void readOutsideOfTheDefinition(CatalogTable table) {
    text(table, StandardAuthorizer.SUPER_USERS_CONFIG, "string");
    text(table, StandardAuthorizer.ALLOW_EVERYONE_IF_NO_ACL_IS_FOUND_CONFIG, "boolean");
    table.prefix(AclAuthorizer.configPrefix());
    text(table, AbstractConfig.CONFIG_PROVIDERS_CONFIG, "list");
    table.prefix(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    table.prefix(JmxReporter.METRICS_CONFIG_PREFIX);
    table.prefix("listener.name.");
    ClassFiles.beside(KafkaCSVMetricsReporter.class)
        .strings(KafkaCSVMetricsReporter.class, Pattern.compile("kafka\\.csv\\.[a-z.]+"))
        .forEach(name -> text(table, name, "string"));
  }

  private static void text(CatalogTable table, String name, String type) {
    if (table.has(name)) {
      throw new IllegalStateException(
          "setting: " + name + " (expected: not in KafkaConfig, so that it must be added)");
    }
    table.row(name, type, NONE, "read-only", NONE, NONE);
  }

  private static String type(ConfigKey key) {
    return key.type.name().toLowerCase(Locale.ROOT);
  }

  private static String defaultValue(ConfigKey key) {
    if (!key.hasDefault() || key.defaultValue == null) {
      return NONE;
    }
    String text = ConfigDef.convertToString(key.defaultValue, key.type);
    return text == null ? NONE : text.isEmpty() ? "\"\"" : text;
  }

  /** The lists of Kafka versions name the exact versions, but {@code 3.9} is taken too. */
  private static String validValues(ConfigKey key) {
    return key.validator == null || key.validator.toString().contains("-IV")
        ? NONE
        : key.validator.toString();
  }
}
