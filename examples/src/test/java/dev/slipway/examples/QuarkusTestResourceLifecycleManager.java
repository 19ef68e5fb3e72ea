package dev.slipway.examples;

import java.util.Map;

/**
 * What {@code docs/junit5.md} implements of Quarkus's interface of that name; Quarkus itself would
 * bring some hundred artifacts into the build for these two methods.
 */
public interface QuarkusTestResourceLifecycleManager {
  Map<String, String> start();

  void stop();
}
