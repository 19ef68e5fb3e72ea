package dev.slipway.it.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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

/** Every boundary as a rule; {@link ArchitectureTest} shows of each that it can fail. */
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

  private static final DescribedPredicate<JavaClass> PURE =
      resideInAnyPackage(
              BASE + "core.model..",
              BASE + "core.plan..",
              BASE + "core.facts..",
              BASE + "core.problem..",
              BASE + "core.json..",
              BASE + "core.settings..",
              BASE + "dsl..",
              BASE + "exposure..",
              BASE + "mesh..",
              BASE + "kubernetes.render..",
              BASE + "kubernetes.mesh..",
              BASE + "kubernetes.spi..",
              "..fixture.pure..")
          .or(within(BASE + "kubernetes.internal.observe.Machines"))
          .as("are pure");

  /** Who, among what is pure else, reads the cluster or tells another to. */
  private static final DescribedPredicate<JavaClass> READERS =
      within(
              BASE + "kubernetes.mesh.ExistingNamespaces",
              BASE + "kubernetes.mesh.MeshInspection",
              BASE + "kubernetes.mesh.ObservedPod",
              BASE + "kubernetes.spi.MeshRenderer",
              BASE + "mesh.istio.internal.IstioRenderer",
              BASE + "mesh.istio.internal.Reader",
              BASE + "mesh.osm.internal.OsmRenderer",
              BASE + "mesh.osm.internal.Reader")
          .as("read the cluster");

  private static final DescribedPredicate<JavaClass> WORLD =
      resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
          .or(
              within(
                  "java.io.Console",
                  "java.io.File",
                  "java.io.FileInputStream",
                  "java.io.FileOutputStream",
                  "java.io.FileReader",
                  "java.io.FileWriter",
                  "java.io.RandomAccessFile",
                  "java.lang.Process",
                  "java.lang.ProcessBuilder",
                  "java.lang.ProcessHandle",
                  "java.lang.Runtime"))
          .as("are files, sockets or processes");

  /**
   * State that all clusters of a JVM are to meet in: the system gives locks of files to the JVM,
   * and of two clusters one is enough to make an archive for both.
   */
  static final Set<String> OF_THE_JVM =
      Set.of(
          BASE + "embedded.internal.port.LockHolding.HELD_HERE",
          BASE + "embedded.internal.folder.RunFolder.IN_USE_HERE",
          BASE + "embedded.internal.process.ClassArchive.BEGUN_HERE");

  private Rules() {}

  static List<ArchRule> all() {
    return Stream.of(
            directions(),
            Stream.of(
                PLANNING_IS_PURE,
                PLANNING_READS_NO_CLOCK_NOR_CHANCE,
                PLANNING_ASKS_NO_CLUSTER,
                CORE_OPENS_ONE_SOCKET,
                CORE_IS_LIGHT,
                ONLY_TESTS_KNOW_JUNIT,
                NOTHING_SERVERLESS_KNOWS_SERVERS,
                INTERNAL_STAYS_INTERNAL,
                PACKAGES_MAKE_NO_CYCLE,
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

  /** Whether a class is held to be a function of values, but for what it reads of the cluster. */
  static boolean isPure(JavaClass one) {
    return PURE.test(one);
  }

  /** Whether a class may read the cluster, though others of its package may not. */
  static boolean isReader(JavaClass one) {
    return READERS.test(one);
  }

  /** Classes of these names, and what is nested in them. */
  private static DescribedPredicate<JavaClass> within(String... names) {
    Set<String> outermost = Set.of(names);
    return describe(
        "are among " + List.of(names),
        one -> outermost.contains(one.getName().replaceAll("\\$.*", "")));
  }

  static final ArchRule PLANNING_IS_PURE =
      noClasses()
          .that(PURE)
          .should()
          .dependOnClassesThat(WORLD.or(resideInAnyPackage("java.util.concurrent..")))
          .because("a plan is a function of values: no input, no output, no threads");

  static final ArchRule PLANNING_READS_NO_CLOCK_NOR_CHANCE =
      noClasses()
          .that(PURE)
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

  static final ArchRule PLANNING_ASKS_NO_CLUSTER =
      noClasses()
          .that(PURE)
          .and(not(READERS).as("read no cluster"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "io.fabric8.kubernetes.client.dsl..", "io.fabric8.kubernetes.client.http..")
                  .or(assignableTo("io.fabric8.kubernetes.client.Client"))
                  .as("are clients"))
          .because("what is judged has been read before, by those who say what it costs");

  static final ArchRule CORE_OPENS_ONE_SOCKET =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "core..", "..fixture.light..")
          .and(not(within(BASE + "core.probe.FourLetterWord")).as("are not FourLetterWord"))
          .should()
          .dependOnClassesThat(WORLD)
          .because("core is values and functions, and asks ZooKeeper's servers how they are");

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
          .resideOutsideOfPackages(BASE + "node..", BASE + "examples..", BASE + "quickstart..")
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

  static final ArchRule PACKAGES_MAKE_NO_CYCLE =
      slices()
          .matching(BASE + "(**)")
          .should()
          .beFreeOfCycles()
          .because("a room is understood without those that use it");

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
                  if (!OF_THE_JVM.contains(field.getFullName())) {
                    StaticState.of(field)
                        .ifPresent(
                            state ->
                                events.add(
                                    SimpleConditionEvent.violated(
                                        field, field.getFullName() + " can change: " + state)));
                  }
                }
              })
          .because("two clusters in one process must not meet");
}
