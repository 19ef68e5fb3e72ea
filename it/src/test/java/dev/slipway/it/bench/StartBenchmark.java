package dev.slipway.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How soon a test can begin: three servers and three brokers of Slipway beside what else there is,
 * each in a fresh JVM, in turn. Each has a class path of its own. Needs Linux, and Maven to resolve
 * the peers.
 *
 * <p>Ends with 0 if the goals are met, 1 if not, and 2 without a verdict if others kept the machine
 * busy: then times say little, and ratios not much more.
 */
public final class StartBenchmark {
  /** How much of one processor others may take while a run counts as undisturbed. */
  private static final double DISTURBED = 0.2;

  private static final String BASELINE = "spring-kafka-test, 1 + 3";

  private final Path sources;
  private final Path work;
  private final String slipway;
  private final int runs;
  private final Map<String, List<String>> variants = new LinkedHashMap<>();
  private final Map<String, List<StartRun>> measured = new LinkedHashMap<>();

  private StartBenchmark(Path sources, Path work, String slipway, int runs) {
    this.sources = sources;
    this.work = work;
    this.slipway = slipway;
    this.runs = runs;
  }

  /**
   * With the folder of the fixtures, one to work in, Slipway's class path, and how many runs of
   * each.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StartBenchmark benchmark =
        new StartBenchmark(
            Path.of(arguments[0]).toAbsolutePath(),
            Files.createDirectories(Path.of(arguments[1]).toAbsolutePath()),
            arguments[2],
            Integer.parseInt(arguments[3]));
    benchmark.prepare();
    benchmark.measure();
    System.exit(benchmark.report());
  }

  private void prepare() throws IOException, InterruptedException {
    Path cache = work.resolve("cache");
    run(java(slipway, "dev.slipway.embedded.PrepareArchive", cache.toString()));
    String ours = compiled("slipway", slipway);
    variants.put("one JVM", fixture(ours, cache));
    variants.put("one JVM, without archive", fixture(ours, cache, "without-archive"));
    variants.put("process per node", fixture(ours, cache, "process-per-node"));
    variants.put(
        "process per node, without archive",
        fixture(ours, cache, "process-per-node", "without-archive"));
    variants.put("one JVM, first start ever", fixture(ours, work.resolve("first-ever")));
    variants.put(BASELINE, java(peer("spring-kafka-test"), "bench.Fixture"));
    variants.put("kroxylicious, 3 + 1 controller", java(peer("kroxylicious"), "bench.Fixture"));
    variants.keySet().forEach(name -> measured.put(name, new ArrayList<>()));
  }

  private static List<String> fixture(String classPath, Path cache, String... options) {
    List<String> arguments = new ArrayList<>(List.of(cache.toString()));
    arguments.addAll(List.of(options));
    return java(classPath, "bench.Fixture", arguments.toArray(String[]::new));
  }

  private String peer(String name) throws IOException, InterruptedException {
    Path resolved = work.resolve(name + ".classpath");
    String pom = sources.resolve(name).resolve("pom.xml").toString();
    run(
        List.of(
            "mvn",
            "-B",
            "-q",
            "-f",
            pom,
            "dependency:build-classpath",
            "-Dmdep.outputFile=" + resolved));
    return compiled(name, Files.readString(resolved).strip());
  }

  private String compiled(String name, String classPath) throws IOException, InterruptedException {
    Path classes = Files.createDirectories(work.resolve(name));
    Path own = sources.resolve(name);
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
            "-proc:none",
            "-cp",
            classPath,
            "-d",
            classes.toString(),
            sources.resolve("shared/bench/Start.java").toString(),
            own.resolve("bench/Fixture.java").toString()));
    return String.join(":", classes.toString(), own.toString(), classPath);
  }

  private static List<String> java(String classPath, String main, String... arguments) {
    return Stream.concat(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                main),
            Stream.of(arguments))
        .toList();
  }

  private void measure() throws IOException, InterruptedException {
    Path errors = work.resolve("errors.log");
    // Once for the page cache; the numbers are dropped.
    for (int run = 0; run <= runs; run++) {
      for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
        delete(work.resolve("first-ever"));
        StartRun result = StartRun.of(variant.getValue(), errors);
        System.out.printf("%d/%d %-36s %s%n", run, runs, variant.getKey(), result);
        if (run > 0) {
          of(variant.getKey()).add(result);
        }
      }
    }
  }

  private List<StartRun> of(String variant) {
    List<StartRun> results = measured.get(variant);
    if (results == null) {
      throw new IllegalArgumentException(variant + " (expected: one of " + measured.keySet() + ")");
    }
    return results;
  }

  private int report() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| | ready s | first message s | least-most | CPU s | memory MiB | close s |");
    table.append(" first / Spring | CPU / Spring | memory / Spring |\n");
    table.append("|---|---|---|---|---|---|---|---|---|---|\n");
    for (Map.Entry<String, List<StartRun>> variant : measured.entrySet()) {
      List<StartRun> all = variant.getValue();
      table.append(
          "| %s | %.2f | %.2f | %.2f-%.2f | %.1f | %.0f | %.2f | %.2f | %.2f | %.2f |%n"
              .formatted(
                  variant.getKey(),
                  median(all, StartRun::ready),
                  median(all, StartRun::first),
                  all.stream().mapToDouble(StartRun::first).min().orElseThrow(),
                  all.stream().mapToDouble(StartRun::first).max().orElseThrow(),
                  median(all, StartRun::cpu),
                  median(all, StartRun::mebibytes),
                  median(all, StartRun::close),
                  ratio(variant.getKey(), StartRun::first),
                  ratio(variant.getKey(), StartRun::cpu),
                  ratio(variant.getKey(), StartRun::mebibytes)));
    }
    List<StartRun> every = measured.values().stream().flatMap(List::stream).toList();
    long disturbed = every.stream().filter(run -> run.foreign() > DISTURBED).count();
    table.append(
        "%nMedians of %d runs each; %d processors, JDK %s. Others kept %.2f processors busy (median); %d of %d runs were disturbed by more than %.1f.%n"
            .formatted(
                runs,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                median(every, StartRun::foreign),
                disturbed,
                every.size(),
                DISTURBED));
    int code = verdict(table, disturbed * 5 > every.size());
    System.out.println("\n" + table);
    Files.writeString(work.resolve("table.md"), table, StandardCharsets.UTF_8);
    return code;
  }

  private int verdict(StringBuilder table, boolean busy) {
    if (busy) {
      table.append(
          "\nNo verdict: the machine was busy (expected: at most a fifth of the runs disturbed).\n");
      return 2;
    }
    boolean met =
        Stream.of(
                goal(table, "one JVM", "first message", StartRun::first, 1.0),
                goal(table, "process per node", "first message", StartRun::first, 1.5),
                goal(table, "one JVM, without archive", "first message", StartRun::first, 1.8),
                goal(table, "one JVM", "memory", StartRun::mebibytes, 2.0))
            .reduce(true, Boolean::logicalAnd);
    return met ? 0 : 1;
  }

  private boolean goal(
      StringBuilder table,
      String variant,
      String what,
      ToDoubleFunction<StartRun> value,
      double limit) {
    boolean met = ratio(variant, value) <= limit;
    table.append(
        "%n%s: %s of %s %.2f times Spring's (goal: %.1f)"
            .formatted(met ? "met" : "MISSED", what, variant, ratio(variant, value), limit));
    return met;
  }

  private double ratio(String variant, ToDoubleFunction<StartRun> value) {
    return median(of(variant), value) / median(of(BASELINE), value);
  }

  private static double median(List<StartRun> runs, ToDoubleFunction<StartRun> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
