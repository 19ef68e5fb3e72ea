package dev.slipway.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.TestTargetProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class TargetChoiceTest {
  @Test
  void prefersTheSettingToTheVariableToTheDefault() {
    Map<String, String> environment = Map.of("SLIPWAY_TARGET", "kubernetes");

    assertThat(TargetChoice.name(Optional.of("k3s"), environment)).isEqualTo("k3s");
    assertThat(TargetChoice.name(Optional.empty(), environment)).isEqualTo("kubernetes");
    assertThat(TargetChoice.name(Optional.empty(), Map.of("SLIPWAY_TARGET", " ")))
        .isEqualTo("embedded");
    assertThat(TargetChoice.name(Optional.empty(), Map.of())).isEqualTo("embedded");
  }

  @Test
  void findsTheEmbeddedTarget() {
    assertThat(TargetChoice.provider("embedded").getClass().getSimpleName())
        .isEqualTo("EmbeddedTestTargets");
  }

  @Test
  void namesTheArtifactOfATargetThatIsNotThere() {
    assertThat(Kit.failures(Kit.run(Map.of(TargetChoice.SETTING, "kubernetes"), Moved.class)))
        .singleElement()
        .isInstanceOfSatisfying(
            MissingProviderException.class,
            missing ->
                assertThat(missing)
                    .hasMessage(
                        "slipway.target kubernetes: not on the class path (expected: the artifact"
                            + " dev.slipway:slipway-kubernetes)"));
  }

  @SlipwayCluster
  static class Moved {
    @Test
    void one(Deployment kafka) {}
  }

  @Test
  void refusesNamesThatNobodyOrTwoHave() {
    TestTargetProvider one = new Watched.Provider();

    assertThatThrownBy(() -> TargetChoice.provider("moon", List.of(one)))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage("slipway.target: moon (expected: one of [embedded, kubernetes, watched])");
    assertThatThrownBy(() -> TargetChoice.provider("watched", List.of(one, one)))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageEndingWith("(expected: by one)");
  }
}
