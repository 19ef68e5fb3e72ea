package dev.slipway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written of problems and defaults is what the code does. */
class DocumentsTest {
  private static final Path PROBLEMS = Path.of("../docs/problems.md");
  private static final Path DEFAULTS = Path.of("../docs/defaults.md");
  private static final List<Integer> SIZES = List.of(1, 2, 3, 4);

  @Test
  void headsAPageForEveryProblemAndNoOther() throws IOException {
    assertThat(sections().keySet())
        .containsExactlyElementsOf(
            Stream.of(ProblemCode.values()).map(code -> code.id() + " " + code.title()).toList());
  }

  @Test
  void saysOfEveryProblemWhyAndHowToFixIt() throws IOException {
    assertThat(sections())
        .isNotEmpty()
        .allSatisfy(
            (title, text) -> {
              assertThat(text).as(title).contains("**Why.**").contains("**Fix.**");
              assertThat(text.split("\\s+", -1)).as(title).hasSizeGreaterThan(50);
            });
  }

  @Test
  void showsProblemsAsTheyAreReported() throws IOException {
    Map<String, Set<String>> reported =
        ProblemCases.all().stream()
            .flatMap(wrong -> Planner.problems(wrong.spec(), wrong.facts()).stream())
            .collect(
                Collectors.groupingBy(
                    problem -> problem.code().id(),
                    Collectors.mapping(Problem::toString, Collectors.toSet())));

    assertThat(reported).isNotEmpty();
    for (Map.Entry<String, String> section : sections().entrySet()) {
      String[] parts = section.getValue().split("```(text)?\n", -1);
      assertThat(parts).as(section.getKey()).hasSize(3);
      assertThat(reported.get(section.getKey().substring(0, 8)))
          .as(section.getKey())
          .contains(parts[1].stripTrailing());
    }
  }

  @Test
  void listsEveryDefaultOfABrokerBySize() throws IOException {
    assertThat(table("## Brokers"))
        .containsExactlyElementsOf(
            IntStream.range(0, Defaults.ofBroker(1).size())
                .mapToObj(
                    row ->
                        cells(
                            Defaults.ofBroker(1).get(row),
                            SIZES.stream()
                                .map(size -> Defaults.ofBroker(size).get(row).value())
                                .toList()))
                .toList());
  }

  @Test
  void keepsTheDefaultsOfFourBrokersHoweverManyThereAre() {
    assertThat(Defaults.ofBroker(1_000)).isEqualTo(Defaults.ofBroker(4));
  }

  @Test
  void listsEveryDefaultOfAServer() throws IOException {
    assertThat(table("## ZooKeeper servers"))
        .containsExactlyElementsOf(
            Defaults.ofServer().stream()
                .map(setting -> cells(setting, List.of(setting.value())))
                .toList());
  }

  private static List<String> cells(PlannedSetting setting, List<String> values) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + setting.key() + "`");
    values.forEach(value -> cells.add("`" + value + "`"));
    cells.add(setting.reason());
    return cells;
  }

  /** The rows of the table under a heading, without the head and without the source. */
  private static List<List<String>> table(String heading) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    boolean under = false;
    for (String line : Files.readAllLines(DEFAULTS)) {
      if (line.startsWith("## ")) {
        under = line.equals(heading);
      } else if (under && line.startsWith("| `")) {
        List<String> cells = List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
        assertThat(cells.get(cells.size() - 1)).as(line).contains("](https://");
        rows.add(cells.subList(0, cells.size() - 1));
      }
    }
    assertThat(rows).as(heading).isNotEmpty();
    return rows;
  }

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    Set<String> twice = new LinkedHashSet<>();
    for (String section : Files.readString(PROBLEMS).split("(?m)^## ", -1)) {
      if (section.startsWith("PLAN-")) {
        int end = section.indexOf('\n');
        if (sections.put(section.substring(0, end), section.substring(end)) != null) {
          twice.add(section.substring(0, end));
        }
      }
    }
    assertThat(twice).isEmpty();
    return sections;
  }
}
