package dev.slipway.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.plan.ProblemCases.ProblemCase;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.core.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each problem to the letter: severity, place, value, expectation and fix. */
class ProblemCasesTest {
  private static final Path WRITTEN = Path.of("src/test/resources/golden/problems.txt");

  static List<ProblemCase> cases() {
    return ProblemCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsWrong(ProblemCase wrong) {
    List<Problem> problems = Planner.problems(wrong.spec(), wrong.facts());

    assertThat(problems)
        .filteredOn(problem -> problem.severity() == problems.get(0).severity())
        .extracting(Problem::code)
        .isNotEmpty()
        .containsOnly(wrong.code());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void throwsForErrorsAndOnlyThen(ProblemCase wrong) {
    List<Problem> problems = Planner.problems(wrong.spec(), wrong.facts());

    if (problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
      assertThatThrownBy(() -> Planner.plan(wrong.spec(), wrong.facts()))
          .isInstanceOfSatisfying(
              InvalidPlanException.class,
              thrown -> assertThat(thrown.problems()).isEqualTo(problems));
    } else {
      assertThat(Planner.plan(wrong.spec(), wrong.facts()).warnings()).isEqualTo(problems);
    }
  }

  @Test
  void saysItToTheLetter() throws IOException {
    String said = cases().stream().map(ProblemCasesTest::page).collect(Collectors.joining("\n"));
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(WRITTEN.getParent());
      Files.writeString(WRITTEN, said);
    }

    assertThat(said)
        .as("%s; if the change is meant, rewrite it with -Dgolden.update", WRITTEN)
        .isEqualTo(Files.readString(WRITTEN));
  }

  @Test
  void hasACaseForEveryCode() {
    assertThat(cases()).extracting(ProblemCase::code).contains(ProblemCode.values());
  }

  @Test
  void givesEveryCodeAnIdAndATitleOfItsOwn() {
    assertThat(ProblemCode.values()).extracting(ProblemCode::id).doesNotHaveDuplicates();
    assertThat(ProblemCode.values()).extracting(ProblemCode::title).doesNotHaveDuplicates();
    assertThat(ProblemCode.values())
        .extracting(ProblemCode::id)
        .allMatch(id -> id.matches("PLAN-\\d{3}"))
        .isSorted();
  }

  private static String page(ProblemCase wrong) {
    return "## "
        + wrong
        + "\n"
        + Planner.problems(wrong.spec(), wrong.facts()).stream()
            .map(problem -> problem + "\n")
            .collect(Collectors.joining());
  }
}
