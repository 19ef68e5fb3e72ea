package dev.slipway.core.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All settings one kind of configuration of one server version knows. Immutable.
 *
 * <p>The lists are generated from the server's jars and compared with them in every build, so none
 * is typed by hand. Lookups are by hash; only {@link #nearest} walks the names.
 *
 * <p>Plug-ins may read names of their own from a broker's configuration. Those under a prefix that
 * Kafka itself sets apart are known; others, such as the settings of a metrics reporter, are not,
 * which is why an unknown name of a broker or a ZooKeeper server is a matter for a warning. An
 * unknown name of a topic is always refused by Kafka.
 */
public final class SettingsCatalog {
  private static final String LISTENER_PREFIX = "listener.name.";

  private final String version;
  private final Map<String, Setting> settings;
  private final Map<String, ValueRule> rules;
  private final Set<String> prefixes;
  private final NearestName nearestName;

  SettingsCatalog(String version, List<Setting> settings, Set<String> prefixes) {
    Map<String, Setting> byName = new HashMap<>();
    Map<String, ValueRule> ruleByName = new HashMap<>();
    for (Setting setting : settings) {
      if (byName.put(setting.name(), setting) != null) {
        throw new IllegalArgumentException(
            "setting: " + setting.name() + " (expected: listed once, here at least twice)");
      }
      ruleByName.put(setting.name(), ValueRule.of(setting));
    }
    this.version = version;
    this.settings = Map.copyOf(byName);
    this.rules = Map.copyOf(ruleByName);
    this.prefixes = Set.copyOf(prefixes);
    this.nearestName = new NearestName(byName.keySet());
  }

  /** The settings of {@code server.properties} of a Kafka 3.9 broker. */
  public static SettingsCatalog kafkaBroker() {
    return KafkaBroker.CATALOG;
  }

  /** The settings of a topic of Kafka 3.9. */
  public static SettingsCatalog kafkaTopic() {
    return KafkaTopic.CATALOG;
  }

  /**
   * The keys of {@code zoo.cfg} of a ZooKeeper 3.9 server: those it parses, and those it hands on
   * as a system property {@code zookeeper.<key>} that its code reads. What it reads from a system
   * property of another name, such as {@code jute.maxbuffer}, can't be set in that file and is
   * unknown here.
   */
  public static SettingsCatalog zooKeeper() {
    return ZooKeeper.CATALOG;
  }

  /** The version of the server the catalog was generated from, such as {@code 3.9.2}. */
  public String version() {
    return version;
  }

  /** All names, sorted; without what is known by a prefix only. */
  public Set<String> names() {
    return new TreeSet<>(settings.keySet());
  }

  /**
   * The setting of a name. A broker's setting may be given for one listener: {@code
   * listener.name.external.ssl.keystore.password}, {@code
   * listener.name.external.plain.sasl.jaas.config}. Empty for names that are known by a prefix
   * only.
   */
  public Optional<Setting> find(String name) {
    String base = base(name);
    return Optional.ofNullable(settings.get(base))
        .map(setting -> base.equals(name) ? setting : setting.withName(name));
  }

  /** Whether the server reads the name, or a plug-in may because it is under a known prefix. */
  public boolean knows(String name) {
    if (settings.containsKey(name)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.length() > prefix.length() && name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The name that was probably meant: the same letters in another case or with other separators, as
   * in the environment variable {@code KAFKA_NUM_IO_THREADS}, else the fewest edits away. Empty if
   * none is close. Of equally close names always the same.
   */
  public Optional<String> nearest(String name) {
    return settings.containsKey(name) ? Optional.of(name) : nearestName.to(name);
  }

  /**
   * What was expected instead, such as {@code int >= 1}, if the server is known to refuse the
   * value; empty if it may take it. References to a configuration provider ({@code ${env:PORT}})
   * and values of unknown settings are never refused.
   */
  public Optional<String> rejectionOf(String name, @Nullable String value) {
    ValueRule rule = rules.get(base(name));
    return rule == null || rule.accepts(value) ? Optional.empty() : Optional.of(rule.expected());
  }

  /** The name without the listener, and the SASL mechanism after it, for which it is given. */
  private String base(String name) {
    if (!name.startsWith(LISTENER_PREFIX) || !prefixes.contains(LISTENER_PREFIX)) {
      return name;
    }
    String ofListener = afterDot(name.substring(LISTENER_PREFIX.length()));
    return settings.containsKey(ofListener) ? ofListener : afterDot(ofListener);
  }

  private static String afterDot(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  // Each holder is loaded when its catalog is first asked for.

  private static final class KafkaBroker {
    static final SettingsCatalog CATALOG =
        CatalogReader.read("kafka-3.9.broker.tsv", UpdateMode.READ_ONLY);
  }

  private static final class KafkaTopic {
    static final SettingsCatalog CATALOG =
        CatalogReader.read("kafka-3.9.topic.tsv", UpdateMode.PER_TOPIC);
  }

  private static final class ZooKeeper {
    static final SettingsCatalog CATALOG =
        CatalogReader.read("zookeeper-3.9.tsv", UpdateMode.READ_ONLY);
  }
}
