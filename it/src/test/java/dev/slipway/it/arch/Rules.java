package dev.slipway.it.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Every boundary as a rule; a test shows of each that it can fail. */
final class Rules {
  private static final String BASE = "dev.slipway.";

  /** Which packages a module may use besides its own; modules yet to come are among them. */
  private static final Map<String, List<String>> MODULES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("core", List.of()),
              Map.entry("dsl", List.of("core")),
              Map.entry("exposure", List.of("core", "kubernetes")),
              Map.entry("mesh.osm", List.of("core", "kubernetes")),
              Map.entry("mesh.istio", List.of("core", "kubernetes")),
              Map.entry("verify", List.of("core")),
              Map.entry("embedded", List.of("core", "node")),
              Map.entry("node", List.of()),
              Map.entry("kubernetes", List.of("core")),
              Map.entry("monitoring", List.of("core", "kubernetes")),
              Map.entry("k3s", List.of("core", "kubernetes")),
              Map.entry("junit5", List.of("core", "dsl", "verify"))));

  private static final String[] PURE = {
    BASE + "core.model..",
    BASE + "core.plan..",
    BASE + "core.facts..",
    BASE + "core.problem..",
    BASE + "core.json..",
    BASE + "dsl..",
    BASE + "exposure",
    BASE + "mesh.osm",
    BASE + "mesh.istio",
    "..kubernetes.render..",
    "..fixture.pure.."
  };

  private Rules() {}

  static List<ArchRule> all() {
    return Stream.of(
            directions(),
            Stream.of(
                PLANNING_IS_PURE,
                PLANNING_READS_NO_CLOCK_NOR_CHANCE,
                CATALOGS_READ_RESOURCES_ONLY,
                CORE_IS_LIGHT,
                ONLY_TESTS_KNOW_JUNIT,
                NOTHING_SERVERLESS_KNOWS_SERVERS,
                INTERNAL_STAYS_INTERNAL,
                NAMES_SAY_SOMETHING,
                GENERATED_IS_HIDDEN,
                PACKAGES_ARE_NULL_MARKED,
                EXCEPTIONS_SAY_SOMETHING,
                NO_STATIC_STATE))
        .flatMap(rules -> rules)
        .toList();
  }

  /** Arrows between modules: what is not listed is not allowed. */
  static Stream<ArchRule> directions() {
    return MODULES.entrySet().stream().map(module -> direction(module.getKey(), module.getValue()));
  }

  /** That a module uses these others only. */
  static ArchRule direction(String module, List<String> allowed) {
    return noClasses()
        .that()
        .resideInAPackage(BASE + module + "..")
        .should()
        .dependOnClassesThat(others(module, allowed))
        .because("modules depend on each other in one direction only")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> others(String module, List<String> allowed) {
    List<String> forbidden =
        MODULES.keySet().stream()
            .filter(other -> !other.equals(module) && !allowed.contains(other))
            .toList();
    return resideInAnyPackage(
            forbidden.stream().map(other -> BASE + other + "..").toArray(String[]::new))
        .as("reside in the modules %s", forbidden);
  }

  static final ArchRule PLANNING_IS_PURE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .and(
              describe("are no kinds of JSON", javaClass -> !javaClass.getName().contains("Kinds")))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
                  .or(
                      describe(
                          "are files, streams, processes or threads",
                          javaClass ->
                              Set.of(
                                      "java.io.File",
                                      "java.io.FileInputStream",
                                      "java.io.FileOutputStream",
                                      "java.io.FileReader",
                                      "java.lang.Process",
                                      "java.lang.ProcessBuilder",
                                      "java.lang.Runtime")
                                  .contains(javaClass.getName()))))
          .because("a plan is a function of values: no input, no output, no threads");

  static final ArchRule PLANNING_READS_NO_CLOCK_NOR_CHANCE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethodWhere(
              describe(
                  "reads environment, properties, clock or chance",
                  call -> isImpure(call.getTarget())))
          .orShould()
          .callConstructorWhere(
              describe(
                  "makes a source of chance",
                  (JavaConstructorCall call) -> call.getTargetOwner().isAssignableTo(Random.class)))
          .because("the same specification must always give the same plan");

  private static boolean isImpure(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    boolean now = name.equals("now") && owner.startsWith("java.time.");
    boolean system =
        owner.equals(System.class.getName())
            && Set.of("getenv", "getProperty", "nanoTime", "currentTimeMillis").contains(name);
    boolean chance =
        name.equals("randomUUID") || (owner.equals(Math.class.getName()) && name.equals("random"));
    boolean thread =
        owner.equals(Thread.class.getName())
            && Set.of("sleep", "start", "onSpinWait").contains(name);
    boolean clock = owner.equals(Clock.class.getName()) || owner.equals(Instant.class.getName());
    return now || system || chance || thread || (clock && name.startsWith("system"));
  }

  static final ArchRule CATALOGS_READ_RESOURCES_ONLY =
      noClasses()
          .that()
          .resideInAPackage(BASE + "core.settings..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent.."))
          .because("the lists of settings lie in the jar");

  static final ArchRule CORE_IS_LIGHT =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "core..", BASE + "dsl..", "..fixture.light..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8..", "org.apache.kafka..", "kafka..", "org.apache.zookeeper..")
          .because("who plans, or runs embedded, resolves none of them");

  static final ArchRule ONLY_TESTS_KNOW_JUNIT =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "junit5..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.opentest4j..")
          .because("who launches a cluster has no test framework on the class path");

  static final ArchRule NOTHING_SERVERLESS_KNOWS_SERVERS =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway..")
          .and()
          .resideOutsideOfPackages(
              BASE + "node..", BASE + "it..", BASE + "examples..", BASE + "quickstart..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kafka..", "org.apache.zookeeper..")
          .because("the server jars are on the class path of child processes only");

  static final ArchRule INTERNAL_STAYS_INTERNAL =
      classes()
          .that()
          .resideInAPackage("..internal..")
          .should(
              new ArchCondition<>("be used by their own module only") {
                @Override
                public void check(JavaClass internal, ConditionEvents events) {
                  String module = internal.getPackageName().replaceAll("\\.internal(\\..*)?$", "");
                  internal.getDirectDependenciesToSelf().stream()
                      .filter(use -> !use.getOriginClass().getPackageName().startsWith(module))
                      .forEach(
                          use ->
                              events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                }
              })
          .allowEmptyShould(true);

  static final ArchRule NAMES_SAY_SOMETHING =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl)(\\$.*)?")
          .because("a name says what a thing is");

  static final ArchRule GENERATED_IS_HIDDEN =
      classes()
          .that()
          .haveSimpleNameStartingWith("Immutable")
          .and()
          .areTopLevelClasses()
          .should()
          .notBePublic()
          .because("values are seen through what is written by hand");

  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .that()
          .arePublic()
          .and(
              describe(
                  "are classes to compile with", c -> !c.getSimpleName().equals("package-info")))
          .should(
              new ArchCondition<>("reside in a package with @NullMarked") {
                @Override
                public void check(JavaClass one, ConditionEvents events) {
                  JavaPackage in = one.getPackage();
                  if (!in.isAnnotatedWith(NullMarked.class)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            one, in.getName() + " has no package-info with @NullMarked"));
                  }
                }
              });

  static final ArchRule EXCEPTIONS_SAY_SOMETHING =
      noClasses()
          .should()
          .callConstructorWhere(
              describe(
                  "throws an exception without a message",
                  (JavaConstructorCall call) ->
                      call.getTargetOwner().isAssignableTo(Exception.class)
                          && call.getTarget().getRawParameterTypes().isEmpty()
                          && !call.getOriginOwner().getName().contains(".Immutable")
                          && !call.getOriginOwner().isAssignableTo(Throwable.class)))
          .because("a message says value and expectation");

  static final ArchRule NO_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .and(
              describe(
                  "are written by hand",
                  (JavaField field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
          .should()
          .beFinal()
          .andShould(
              new ArchCondition<JavaField>("hold no state that changes") {
                @Override
                public void check(JavaField field, ConditionEvents events) {
                  JavaClass type = field.getRawType();
                  if (type.getPackageName().startsWith("java.util.concurrent")
                      || Set.of("java.util.ArrayList", "java.util.HashMap", "java.lang.ThreadLocal")
                          .contains(type.getName())) {
                    events.add(
                        SimpleConditionEvent.violated(
                            field, field.getFullName() + " can change: " + type.getName()));
                  }
                }
              })
          .because("two clusters in one process must not meet");
}
