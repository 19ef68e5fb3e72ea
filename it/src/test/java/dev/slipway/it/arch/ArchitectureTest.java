package dev.slipway.it.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES = Slipway.classes();
  private static final JavaClasses FIXTURES =
      new ClassFileImporter()
          .importPath(Path.of("target/test-classes/dev/slipway/it/arch/fixture"));

  private static final String PURE_COMMENT =
      "/\\*\\*(?:(?!\\*/)[\\s\\S])*?\\bPure[.:](?:(?!\\*/)[\\s\\S])*\\*/";

  /** A comment on a class or on one of its methods. */
  private static final Pattern SAYS_PURE = Pattern.compile(PURE_COMMENT);

  /** A comment that is not indented: on the class. */
  private static final Pattern IS_PURE = Pattern.compile("^" + PURE_COMMENT, Pattern.MULTILINE);

  static List<ArchRule> rules() {
    return Rules.all();
  }

  static Stream<Map.Entry<ArchRule, String>> violations() {
    return Stream.of(
        Map.entry(Rules.PLANNING_IS_PURE, "java.nio.file.Path"),
        Map.entry(Rules.PLANNING_IS_PURE, "fixture.pure.Kinds"),
        Map.entry(Rules.PLANNING_ASKS_NO_CLUSTER, "fixture.pure.Asking"),
        Map.entry(Rules.CORE_OPENS_ONE_SOCKET, "java.net.Socket"),
        Map.entry(Rules.NOTHING_SERVERLESS_KNOWS_SERVERS, "fixture.light.Serving"),
        Map.entry(Rules.PLANNING_READS_NO_CLOCK_NOR_CHANCE, "Instant.now()"),
        Map.entry(Rules.CORE_IS_LIGHT, "TopicPartition"),
        Map.entry(Rules.ONLY_TESTS_KNOW_JUNIT, "TestInfo"),
        Map.entry(Rules.INTERNAL_STAYS_INTERNAL, "Intruder"),
        Map.entry(Rules.PACKAGES_MAKE_NO_CYCLE, "fixture.round.here"),
        Map.entry(Rules.NAMES_SAY_SOMETHING, "ThingUtils"),
        Map.entry(Rules.GENERATED_IS_HIDDEN, "ImmutableThing"),
        Map.entry(Rules.PACKAGES_ARE_NULL_MARKED, "fixture.loose has no package-info"),
        Map.entry(Rules.EXCEPTIONS_SAY_SOMETHING, "IllegalStateException.<init>()"),
        Map.entry(Rules.NO_STATIC_STATE, "SEEN can change"));
  }

  @Test
  void showsOfEachRuleThatItCanFail() {
    List<ArchRule> declared = declared();

    assertThat(declared).isNotEmpty();
    assertThat(violations().map(Map.Entry::getKey).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(declared);
    assertThat(Rules.all()).containsAll(declared);
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
  void noticesStateThatTheTypeOfAFieldHides() {
    assertThat(statics("Remembers"))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(StaticState.of(field)).as(field.getName()).isPresent());
    assertThat(statics("Knows"))
        .isNotEmpty()
        .allSatisfy(field -> assertThat(StaticState.of(field)).as(field.getName()).isEmpty());
  }

  @Test
  void letsNoFieldChangeThatIsGoneOrKeepsStill() {
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> Rules.OF_THE_JVM.contains(field.getFullName()))
                .filter(field -> StaticState.of(field).isPresent())
                .map(JavaField::getFullName))
        .containsExactlyInAnyOrderElementsOf(Rules.OF_THE_JVM);
  }

  @Test
  void holdsWhatCallsItselfPureToIt() {
    List<JavaClass> pure =
        Slipway.sources()
            .filter(source -> SAYS_PURE.matcher(source.text()).find())
            .map(source -> CLASSES.get(source.className()))
            .toList();
    List<JavaClass> wholly =
        Slipway.sources()
            .filter(source -> IS_PURE.matcher(source.text()).find())
            .map(source -> CLASSES.get(source.className()))
            .toList();

    assertThat(wholly).extracting(JavaClass::getSimpleName).contains("OsmLint", "Machines");
    assertThat(pure).containsAll(wholly).allMatch(Rules::isPure);
    assertThat(wholly).noneMatch(Rules::isReader);
  }

  private static List<ArchRule> declared() {
    return Stream.of(Rules.class.getDeclaredFields())
        .filter(field -> field.getType().equals(ArchRule.class))
        .map(ArchitectureTest::value)
        .toList();
  }

  private static ArchRule value(Field field) {
    try {
      return (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("rule: " + field + " (expected: not private)", e);
    }
  }

  private static Stream<JavaField> statics(String fixture) {
    return FIXTURES.get("dev.slipway.it.arch.fixture.state." + fixture).getFields().stream();
  }

  @Test
  void noticesAnArrowInTheWrongDirection() {
    // The sentence uses core: were that not allowed, it would be noticed.
    ArchRule turned = Rules.direction("dsl", List.of());

    assertThatThrownBy(() -> turned.check(CLASSES)).isInstanceOf(AssertionError.class);
  }
}
