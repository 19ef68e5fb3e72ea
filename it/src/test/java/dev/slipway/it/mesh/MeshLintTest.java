package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.it.plan.GoldenFolder;
import dev.slipway.kubernetes.mesh.MeshException;
import dev.slipway.kubernetes.mesh.MeshReport;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule for rendered objects finds what breaks it, to the letter. */
class MeshLintTest {
  static List<LintCase> cases() {
    return LintCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsWhatIsWrong(LintCase wrong) {
    assertThat(wrong.findings()).extracting(MeshFinding::code).contains(wrong.code());
  }

  @Test
  void saysItToTheLetter() throws IOException {
    Map<String, String> said = new LinkedHashMap<>();
    for (LintCase wrong : cases()) {
      said.merge(
          wrong.code().id() + ".txt",
          wrong.findings().stream().map(finding -> finding + "\n").collect(Collectors.joining()),
          (one, other) -> one + "\n" + other);
    }

    new GoldenFolder(Path.of("src/test/resources/golden/mesh-findings"))
        .matches(new TreeMap<>(said));
  }

  @Test
  void hasACaseForEveryRuleOfObjects() {
    assertThat(cases())
        .extracting(LintCase::code)
        .containsAll(
            Stream.of(MeshCode.values()).filter(code -> code.id().startsWith("MESH-0")).toList());
  }

  @Test
  void throwsForErrorsWithTheReportAsMessage() {
    MeshReport report = new MeshReport("objects of cluster 'kafka'", cases().get(0).findings());

    Assertions.assertThatThrownBy(report::orThrow)
        .isInstanceOfSatisfying(
            MeshException.class, thrown -> assertThat(thrown.report()).isEqualTo(report))
        .hasMessage(report.toString());
    assertThat(report.toString())
        .startsWith("objects of cluster 'kafka' (1 finding)\n  - [MESH-001] TrafficTarget");
    assertThat(new MeshReport("objects", List.of()).orThrow())
        .hasToString("objects: nothing is wrong");
  }
}
