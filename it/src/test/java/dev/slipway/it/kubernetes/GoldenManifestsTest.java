package dev.slipway.it.kubernetes;

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
class GoldenManifestsTest {
  private static final Path CASES = Path.of("src/test/resources/golden/manifests");

  @ParameterizedTest
  @EnumSource
  void areWhatTheyWere(ManifestCase manifestCase, @TempDir Path folder) throws IOException {
    manifestCase.manifests().writeTo(folder);

    new GoldenFolder(CASES.resolve(folder(manifestCase))).matches(folder);
  }

  @Test
  void haveNoFolderWithoutACase() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              ManifestCase.all().map(GoldenManifestsTest::folder).toList());
    }
  }

  private static String folder(ManifestCase manifestCase) {
    return manifestCase.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
