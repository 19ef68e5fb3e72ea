package dev.slipway.junit5;

import dev.slipway.core.loading.ProviderSearch;
import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.core.target.TestTargetProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Which target a run has chosen. */
final class TargetChoice {
  static final String SETTING = "slipway.target";
  static final String VARIABLE = "SLIPWAY_TARGET";
  static final String DEFAULT = "embedded";

  private static final List<String> PUBLISHED = List.of("embedded", "kubernetes");

  private TargetChoice() {}

  /** The setting, else the variable, else the default. */
  static String name(Optional<String> setting, Map<String, String> environment) {
    return setting
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .orElse(DEFAULT);
  }

  static TestTargetProvider provider(String name) {
    return provider(name, ProviderSearch.of(TestTargetProvider.class).all());
  }

  static TestTargetProvider provider(String name, List<TestTargetProvider> known) {
    List<TestTargetProvider> found =
        known.stream().filter(provider -> provider.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new ExtensionConfigurationException(
          SETTING
              + ": "
              + name
              + " is provided by "
              + found.stream().map(provider -> provider.getClass().getName()).toList()
              + " (expected: by one)");
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (PUBLISHED.contains(name)) {
      throw new MissingProviderException(SETTING + " " + name, "dev.slipway:slipway-" + name);
    }
    List<String> names = new ArrayList<>(PUBLISHED);
    known.stream()
        .map(TestTargetProvider::name)
        .filter(n -> !names.contains(n))
        .forEach(names::add);
    throw new ExtensionConfigurationException(
        SETTING + ": " + name + " (expected: one of " + names + ")");
  }
}
