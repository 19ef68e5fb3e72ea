package dev.slipway.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchesTest {
  private static final List<HasMetadata> OBJECTS = List.of(map("a"), map("b"));

  private static final KubernetesSerialization COPIER = new KubernetesSerialization();

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("n")
        .endMetadata()
        .addToData("k", "old")
        .build();
  }

  @Test
  void changesOneObjectAndLeavesItsArgument() {
    List<HasMetadata> patched =
        Patches.none()
            .patch(
                ConfigMap.class,
                "b",
                map -> {
                  map.getData().put("k", "new");
                  return map;
                })
            .applyTo(OBJECTS, COPIER);

    assertThat(patched)
        .extracting(object -> ((ConfigMap) object).getData())
        .containsExactly(Map.of("k", "old"), Map.of("k", "new"));
    assertThat(((ConfigMap) OBJECTS.get(1)).getData()).isEqualTo(Map.of("k", "old"));
  }

  @Test
  void carriesOutOneAfterTheOther() {
    Patches once = Patches.none().patch(ConfigMap.class, "a", PatchesTest::appendX);

    assertThat(
            ((ConfigMap)
                    once.patch(ConfigMap.class, "a", PatchesTest::appendX)
                        .applyTo(OBJECTS, COPIER)
                        .get(0))
                .getData())
        .containsEntry("k", "oldxx");
    assertThat(((ConfigMap) once.applyTo(OBJECTS, COPIER).get(0)).getData())
        .containsEntry("k", "oldx");
  }

  private static ConfigMap appendX(ConfigMap map) {
    return map.edit().addToData("k", map.getData().get("k") + "x").build();
  }

  @Test
  void refusesToMeetNothing() {
    assertThatThrownBy(
            () -> Patches.none().patch(Service.class, "a", s -> s).applyTo(OBJECTS, COPIER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Service 'a'")
        .hasMessageContaining("ConfigMap 'a', ConfigMap 'b'");
  }

  @Test
  void refusesToRename() {
    assertThatThrownBy(
            () ->
                Patches.none().patch(ConfigMap.class, "a", a -> map("c")).applyTo(OBJECTS, COPIER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("v1 ConfigMap n/c")
        .hasMessageContaining("expected: v1 ConfigMap n/a");
  }
}
