package dev.slipway.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as a user's build does. */
final class Kit {
  private static final Map<String, String> PARALLEL =
      Map.of(
          "junit.jupiter.execution.parallel.enabled",
          "true",
          "junit.jupiter.execution.parallel.mode.default",
          "concurrent",
          "junit.jupiter.execution.parallel.mode.classes.default",
          "concurrent",
          "junit.jupiter.execution.parallel.config.strategy",
          "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism",
          "4");

  private Kit() {}

  static EngineExecutionResults run(Class<?>... classes) {
    return run(Map.of(), classes);
  }

  static EngineExecutionResults runConcurrently(Class<?>... classes) {
    return run(PARALLEL, classes);
  }

  static EngineExecutionResults run(Map<String, String> settings, Class<?>... classes) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameter(TargetChoice.SETTING, Watched.NAME)
        .configurationParameter(Lingering.SETTING, "PT0S")
        .configurationParameters(settings)
        .selectors(
            Stream.of(classes).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new))
        .execute();
  }

  /** Fails with the first failure of a test or container, or if so many tests did not pass. */
  static void passed(int tests, EngineExecutionResults results) {
    for (Throwable failure : failures(results)) {
      throw new AssertionError("a test failed: " + failure, failure);
    }
    results.testEvents().assertStatistics(counted -> counted.succeeded(tests).started(tests));
  }

  static List<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().finished().stream()
        .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }
}
