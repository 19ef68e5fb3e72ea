package dev.slipway.kubernetes.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeshCrossingTest {
  @Test
  void liftsWhatWouldKeepPodsApartAndLetsTheNewMeshHaveTheLastWord() {
    HasMetadata left = policy("strict", "left");
    HasMetadata joined = policy("strict", "joined");

    MeshCrossing crossing =
        MeshCrossing.of(
            Stream.of(left, joined),
            List.of(policy("strict", "there"), policy("deny-all", "there")));

    assertThat(crossing.meanwhile()).containsExactly(joined);
    assertThat(crossing.lifted()).containsExactly(policy("deny-all", "there"));
  }

  private static HasMetadata policy(String name, String whose) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("kafka")
        .withName(name)
        .endMetadata()
        .addToData("whose", whose)
        .build();
  }
}
