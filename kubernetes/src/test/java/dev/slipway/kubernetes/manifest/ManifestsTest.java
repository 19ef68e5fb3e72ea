package dev.slipway.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  private static final ConfigMap MAP =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withName("a.b")
          .withNamespace("n")
          .endMetadata()
          .addToData("k", "v")
          .build();
  private static final HasMetadata NAMESPACE =
      new NamespaceBuilder().withNewMetadata().withName("n").endMetadata().build();

  @Test
  void putsFirstWhatOthersNeed() {
    assertThat(manifests(List.of(MAP, NAMESPACE), List.of()).objects())
        .containsExactly(NAMESPACE, MAP);
  }

  @Test
  void givesCopies() {
    Manifests manifests = manifests(List.of(MAP), List.of());

    manifests.objects(ConfigMap.class).forEach(map -> map.getData().clear());

    assertThat(manifests.objects()).containsExactly(MAP);
  }

  @Test
  void refusesOneObjectTwice() {
    assertThatThrownBy(() -> manifests(List.of(MAP, MAP), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("configmap.n.a.b.yaml");
  }

  @Test
  void writesAFileForEachObjectAndLeavesOthers(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("kustomization.yaml"), "mine");

    manifests(List.of(MAP, NAMESPACE), List.of("one", "", "two")).writeTo(folder);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "0-namespace.n.yaml", "3-configmap.n.a.b.yaml", "README.txt", "kustomization.yaml");
    }
    assertThat(folder.resolve("README.txt")).hasContent("one\n\ntwo\n");
    assertThat(folder.resolve("kustomization.yaml")).hasContent("mine");
  }

  @Test
  void beginsWithTheHeaderAsAComment() {
    assertThat(manifests(List.of(NAMESPACE), List.of("one", "", "two")).toYaml())
        .startsWith("# one\n#\n# two\n---\napiVersion:");
  }

  private static Manifests manifests(List<HasMetadata> objects, List<String> header) {
    return Manifests.of("c", objects, header, new KubernetesSerialization());
  }
}
