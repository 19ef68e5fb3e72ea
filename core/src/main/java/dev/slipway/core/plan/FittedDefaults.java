package dev.slipway.core.plan;

import dev.slipway.core.plan.PlannedSetting.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** {@link Defaults}, less and more what fits settings of the user's that servers check them by. */
final class FittedDefaults {
  private static final String CLEANER_THREADS = "log.cleaner.threads";
  private static final String CLEANER_BUFFER = "log.cleaner.dedupe.buffer.size";
  private static final long SHORTEST_SESSION_TICKS = 2;
  private static final long LONGEST_SESSION_TICKS = 20;

  private FittedDefaults() {}

  static List<PlannedSetting> ofBroker(int brokers, Map<String, String> said) {
    List<PlannedSetting> defaults = new ArrayList<>(Defaults.ofBroker(brokers));
    fitInSync(defaults, said, "default.replication.factor", "min.insync.replicas");
    fitInSync(
        defaults,
        said,
        "transaction.state.log.replication.factor",
        "transaction.state.log.min.isr");
    return defaults;
  }

  /** Fewer replicas than by default need fewer of them in sync. */
  private static void fitInSync(
      List<PlannedSetting> defaults, Map<String, String> said, String replicas, String inSync) {
    OptionalLong fewer = number(said, replicas);
    if (fewer.isEmpty()) {
      return;
    }
    long most = Math.max(1, fewer.getAsLong() - 1);
    defaults.replaceAll(
        setting ->
            setting.key().equals(inSync) && Long.parseLong(setting.value()) > most
                ? setting(inSync, most, "one less than " + replicas)
                : setting);
  }

  /**
   * What a target prefers of a broker. Kafka shares the cleaner's buffer out to its threads, and
   * refuses a share of a MiB or less (KafkaConfig.validateValues).
   */
  static Map<String, String> ofTarget(Map<String, String> preferred, Map<String, String> said) {
    String threads = said.get(CLEANER_THREADS);
    String buffer = preferred.get(CLEANER_BUFFER);
    if (threads == null || buffer == null) {
      return preferred;
    }
    Map<String, String> fitted = new TreeMap<>(preferred);
    // Where only a configuration provider knows how many, Kafka's own is enough for 127.
    fitted.remove(CLEANER_BUFFER);
    number(said, CLEANER_THREADS)
        .ifPresent(
            count ->
                fitted.put(
                    CLEANER_BUFFER, Long.toString(Long.parseLong(buffer) * Math.max(1, count))));
    return fitted;
  }

  static List<PlannedSetting> ofServer(Map<String, String> said) {
    List<PlannedSetting> defaults = new ArrayList<>(Defaults.ofServer());
    OptionalLong tick = number(defaults, said, "tickTime");
    OptionalLong least = number(said, "minSessionTimeout");
    OptionalLong most = number(said, "maxSessionTimeout");
    if (tick.isEmpty()) {
      return defaults;
    }
    // ZooKeeper takes 2 and 20 ticks for what is unspecified, and refuses a minimum above the
    // maximum (QuorumPeerConfig.parseProperties).
    if (isAbove(least, LONGEST_SESSION_TICKS * tick.getAsLong()) && isUnsaid(said, "max")) {
      defaults.add(
          setting("maxSessionTimeout", least.getAsLong(), "no less than minSessionTimeout"));
    }
    if (isBelow(most, SHORTEST_SESSION_TICKS * tick.getAsLong()) && isUnsaid(said, "min")) {
      defaults.add(
          setting("minSessionTimeout", most.getAsLong(), "no more than maxSessionTimeout"));
    }
    return defaults;
  }

  private static boolean isUnsaid(Map<String, String> said, String end) {
    return !said.containsKey(end + "SessionTimeout");
  }

  private static boolean isAbove(OptionalLong value, long limit) {
    return value.isPresent() && value.getAsLong() > limit;
  }

  private static boolean isBelow(OptionalLong value, long limit) {
    // -1 is the same as unspecified.
    return value.isPresent() && value.getAsLong() >= 0 && value.getAsLong() < limit;
  }

  private static OptionalLong number(
      List<PlannedSetting> defaults, Map<String, String> said, String key) {
    return said.containsKey(key)
        ? number(said, key)
        : defaults.stream()
            .filter(setting -> setting.key().equals(key))
            .mapToLong(setting -> Long.parseLong(setting.value()))
            .findFirst();
  }

  /** Empty where the value is no number, which other checks report. */
  private static OptionalLong number(Map<String, String> said, String key) {
    String value = said.get(key);
    try {
      return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static PlannedSetting setting(String key, long value, String reason) {
    return new PlannedSetting(key, Long.toString(value), Origin.DEFAULT, reason);
  }
}
