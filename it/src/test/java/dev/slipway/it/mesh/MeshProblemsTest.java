package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kubernetes.spi.MeshCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is written of findings is what the code does. Examples of what is found on a cluster are
 * compared by the tests of the meshes' own modules.
 */
class MeshProblemsTest {
  private static final Path PROBLEMS = Path.of("../docs/problems.md");

  @Test
  void headsAPageForEveryFindingAndNoOther() throws IOException {
    assertThat(sections().keySet())
        .containsExactlyElementsOf(
            Stream.of(MeshCode.values()).map(code -> code.id() + " " + code.title()).toList());
    assertThat(MeshCode.values()).extracting(MeshCode::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void saysOfEveryFindingWhyAndHowToFixIt() throws IOException {
    assertThat(sections())
        .allSatisfy(
            (title, text) -> {
              assertThat(text).as(title).contains("**Why.**", "**Fix.**", "](https://");
              assertThat(text.split("\\s+", -1)).as(title).hasSizeGreaterThan(70);
            });
  }

  @Test
  void showsFindingsAsTheyAreReported() throws IOException {
    Set<String> reported =
        LintCase.all().stream()
            .flatMap(wrong -> wrong.findings().stream())
            .map(Object::toString)
            .collect(Collectors.toSet());

    sections()
        .forEach(
            (title, text) -> {
              String[] parts = text.split("```(text)?\n", -1);
              assertThat(parts).as(title).hasSize(3);
              assertThat(parts[1]).startsWith("[" + title.substring(0, 8) + "]");
              if (title.startsWith("MESH-0")) {
                assertThat(reported).as(title).contains(parts[1].stripTrailing());
              }
            });
  }

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : Files.readString(PROBLEMS).split("(?m)^## ", -1)) {
      if (section.startsWith("MESH-")) {
        int end = section.indexOf('\n');
        sections.put(section.substring(0, end), section.substring(end));
      }
    }
    assertThat(sections).as(PROBLEMS.toString()).isNotEmpty();
    return sections;
  }
}
