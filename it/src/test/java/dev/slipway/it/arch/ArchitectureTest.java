package dev.slipway.it.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES = Slipway.classes();
  private static final JavaClasses FIXTURES =
      new ClassFileImporter()
          .importPath(Path.of("target/test-classes/dev/slipway/it/arch/fixture"));

  static List<ArchRule> rules() {
    return Rules.all();
  }

  static Stream<Map.Entry<ArchRule, String>> violations() {
    return Stream.of(
        Map.entry(Rules.PLANNING_IS_PURE, "java.nio.file.Path"),
        Map.entry(Rules.PLANNING_READS_NO_CLOCK_NOR_CHANCE, "Instant.now()"),
        Map.entry(Rules.CORE_IS_LIGHT, "TopicPartition"),
        Map.entry(Rules.ONLY_TESTS_KNOW_JUNIT, "TestInfo"),
        Map.entry(Rules.INTERNAL_STAYS_INTERNAL, "Intruder"),
        Map.entry(Rules.NAMES_SAY_SOMETHING, "ThingUtils"),
        Map.entry(Rules.GENERATED_IS_HIDDEN, "ImmutableThing"),
        Map.entry(Rules.PACKAGES_ARE_NULL_MARKED, "fixture.loose has no package-info"),
        Map.entry(Rules.EXCEPTIONS_SAY_SOMETHING, "IllegalStateException.<init>()"),
        Map.entry(Rules.NO_STATIC_STATE, "SEEN can change"));
  }

  @Test
  void seesEveryModuleThatIsBuilt() {
    assertThat(CLASSES)
        .extracting(JavaClass::getPackageName)
        .contains(
            "dev.slipway.core.plan",
            "dev.slipway.dsl",
            "dev.slipway.exposure",
            "dev.slipway.junit5",
            "dev.slipway.mesh.osm",
            "dev.slipway.mesh.istio");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void keeps(ArchRule rule) {
    rule.check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void noticesAViolation(Map.Entry<ArchRule, String> violation) {
    assertThatThrownBy(() -> violation.getKey().check(FIXTURES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(violation.getValue());
  }

  @Test
  void noticesAnArrowInTheWrongDirection() {
    // The sentence uses core: were that not allowed, it would be noticed.
    ArchRule turned = Rules.direction("dsl", List.of());

    assertThatThrownBy(() -> turned.check(CLASSES)).isInstanceOf(AssertionError.class);
  }
}
