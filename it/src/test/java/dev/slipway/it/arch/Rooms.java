package dev.slipway.it.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The packages of all modules: how many classes each has, what of them is public, whom it uses. */
final class Rooms {
  private static final String BASE = "dev.slipway.";

  private final Map<String, List<JavaClass>> rooms;
  private final Map<String, Set<String>> uses;

  private Rooms(Map<String, List<JavaClass>> rooms) {
    this.rooms = rooms;
    this.uses = new TreeMap<>();
    rooms.forEach((name, classes) -> uses.put(name, used(name, classes)));
  }

  static Rooms of(JavaClasses classes) {
    return new Rooms(
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(one -> one.getPackageName().startsWith(BASE))
            .filter(one -> !one.getSimpleName().equals("package-info"))
            .filter(one -> !one.getSimpleName().startsWith("Immutable"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName, TreeMap::new, Collectors.toList())));
  }

  private Set<String> used(String room, List<JavaClass> classes) {
    return classes.stream()
        .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
        .map(use -> use.getTargetClass().getPackageName())
        .filter(other -> !other.equals(room) && rooms.containsKey(other))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that use each other, in whatever roundabout way. */
  Set<Set<String>> cycles() {
    return rooms.keySet().stream()
        .map(
            room ->
                reached(room).stream()
                    .filter(other -> reached(other).contains(room))
                    .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new)))
        .filter(cycle -> !cycle.isEmpty())
        .collect(Collectors.toSet());
  }

  private Set<String> reached(String room) {
    Set<String> reached = new TreeSet<>();
    follow(room, reached);
    return reached;
  }

  private void follow(String room, Set<String> reached) {
    uses.getOrDefault(room, Set.of()).stream()
        .filter(reached::add)
        .forEach(next -> follow(next, reached));
  }

  /** One line for each, and one for each cycle. */
  String table() {
    return rooms.entrySet().stream()
            .map(
                room ->
                    "%-45s %3d classes, %3d public%n"
                        .formatted(
                            room.getKey(), room.getValue().size(), open(room.getValue()).size()))
            .collect(Collectors.joining())
        + cycles().stream()
            .map(cycle -> "cycle: " + cycle + "\n")
            .sorted()
            .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    List<JavaClass> all = rooms.values().stream().flatMap(List::stream).toList();
    Map.Entry<String, List<JavaClass>> largest =
        rooms.entrySet().stream()
            .max(Comparator.comparingInt(room -> room.getValue().size()))
            .orElseThrow();
    return "%d packages, %d classes, %d public and %d more in internal packages, %d cycles; the largest is %s with %d"
        .formatted(
            rooms.size(),
            all.size(),
            open(all).stream().filter(one -> !isInternal(one)).count(),
            open(all).stream().filter(Rooms::isInternal).count(),
            cycles().size(),
            largest.getKey(),
            largest.getValue().size());
  }

  private static List<JavaClass> open(List<JavaClass> classes) {
    return classes.stream()
        .filter(one -> one.getModifiers().contains(JavaModifier.PUBLIC))
        .toList();
  }

  private static boolean isInternal(JavaClass one) {
    return (one.getPackageName() + ".").contains(".internal.");
  }
}
