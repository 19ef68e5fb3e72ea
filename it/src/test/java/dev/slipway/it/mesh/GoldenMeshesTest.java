package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.it.plan.GoldenFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every object of every case, as a file; {@code -Dgolden.update} writes them anew. */
class GoldenMeshesTest {
  private static final Path CASES = Path.of("src/test/resources/golden/meshes");

  @ParameterizedTest
  @EnumSource
  void areWhatTheyWere(MeshCase meshCase, @TempDir Path folder) throws IOException {
    meshCase.manifests().writeTo(folder);

    new GoldenFolder(CASES.resolve(folder(meshCase))).matches(folder);
  }

  @Test
  void haveNoFolderWithoutACase() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              MeshCase.all().map(GoldenMeshesTest::folder).toList());
    }
  }

  private static String folder(MeshCase meshCase) {
    return meshCase.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
