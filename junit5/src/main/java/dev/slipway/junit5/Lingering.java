package dev.slipway.junit5;

import dev.slipway.core.target.Deployment;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A cluster whose session is over: shutdown hooks of the application may still need it, and it ends
 * with this JVM. A JVM that goes on, as one with many sessions does, ends it after a while.
 */
final class Lingering {
  static final String SETTING = "slipway.linger";

  private static final Duration DEFAULT = Duration.ofSeconds(10);

  private final Deployment deployment;

  Lingering(Deployment deployment) {
    this.deployment = deployment;
  }

  /** How long, if the run says so; else ten seconds. */
  static Duration limit(Optional<String> setting) {
    return setting
        .map(String::strip)
        .filter(said -> !said.isEmpty())
        .map(Lingering::parsed)
        .orElse(DEFAULT);
  }

  private static Duration parsed(String said) {
    try {
      Duration limit = Duration.ofMillis(Duration.parse(said).toMillis());
      if (!limit.isNegative()) {
        return limit;
      }
    } catch (DateTimeException | ArithmeticException unreadable) {
      // Told below.
    }
    throw new ExtensionConfigurationException(
        SETTING + ": " + said + " (expected: a duration such as PT10S, or PT0S for none)");
  }

  void atMost(Duration limit) {
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (!isJvmEnding()) {
                deployment.deleteWithVolumes();
              }
            });
  }

  /** Nothing else tells than that no hook is taken any more. */
  private static boolean isJvmEnding() {
    Thread hook = new Thread(() -> {}, "slipway-none");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return true;
    }
  }
}
