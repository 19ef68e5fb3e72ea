package dev.slipway.core.model;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which settings hold a secret, so that nothing prints one. */
public final class Secrets {
  /** Stands where a secret would. */
  public static final String MASK = "(hidden)";

  // Every setting of Kafka's type PASSWORD matches (a test compares), and so do the names that
  // plug-ins commonly use for theirs.
  private static final Pattern NAMES =
      Pattern.compile(
          "password|passwd|secret|credential|token$|jaas|private\\.?key|master\\.key|keystore\\.key"
              + "|keystore\\.certificate\\.chain|truststore\\.certificates|api[._-]?key");

  private Secrets() {}

  /** Whether the setting of this name holds a secret. */
  public static boolean isSecret(String setting) {
    return NAMES.matcher(setting.toLowerCase(Locale.ROOT)).find();
  }

  /** Whether a mask stands in the place of the value. */
  public static boolean isMasked(String value) {
    return value.equals(MASK);
  }

  /** The value, or a mask if the setting of this name holds a secret. */
  public static String masked(String setting, String value) {
    return isSecret(setting) ? MASK : value;
  }
}
