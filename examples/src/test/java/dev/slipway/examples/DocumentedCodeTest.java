package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.target.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the code of the README and of every javadoc comment. */
class DocumentedCodeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern README_BLOCK =
      Pattern.compile(
          "<!-- (compiled|run|tested|fails) -->\\s*```java\\n(.*?)```(?:\\s*```text\\n(.*?)```)?",
          Pattern.DOTALL);
  private static final Pattern ANY_BLOCK = Pattern.compile("```java");
  private static final Pattern JAVADOC_BLOCK =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

  @TempDir static Path folder;

  @BeforeAll
  static void deploy() {
    Surroundings.deployment = Surroundings.target.deploy(Surroundings.spec);
  }

  @AfterAll
  static void close() {
    Deployment deployed = Surroundings.deployment;
    Surroundings.deployment = new NotDeployed();
    deployed.close();
  }

  @TestFactory
  Stream<DynamicTest> readmeDoesWhatItSays() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    List<DynamicTest> tests = new ArrayList<>();
    Matcher block = README_BLOCK.matcher(readme);
    while (block.find()) {
      String how = block.group(1);
      String told = block.group(3);
      Snippet snippet = new Snippet("README block " + (tests.size() + 1), block.group(2));
      Path classes = folder.resolve("readme-" + tests.size());
      tests.add(
          DynamicTest.dynamicTest(
              snippet.place() + " (" + how + ")",
              () -> {
                if (how.equals("compiled")) {
                  snippet.compile(classes);
                } else if (how.equals("run")) {
                  snippet.run(classes);
                } else if (how.equals("tested")) {
                  snippet.test(classes);
                } else {
                  assertThatThrownBy(() -> snippet.run(classes)).hasMessage(told.stripTrailing());
                }
              }));
    }
    return tests.stream();
  }

  @Test
  void leavesNoBlockOfTheReadmeOut() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(README_BLOCK.matcher(readme).results().count())
        .isEqualTo(ANY_BLOCK.matcher(readme).results().count())
        .isPositive();
  }

  @TestFactory
  Stream<DynamicTest> javadocDoesWhatItSays() {
    List<Snippet> snippets = new ArrayList<>();
    for (String module :
        List.of(
            "core", "dsl", "embedded", "exposure", "junit5", "mesh-istio", "mesh-osm", "verify")) {
      snippets.addAll(inJavadocOf(ROOT.resolve(module).resolve("src/main/java")));
    }
    assertThat(snippets).hasSizeGreaterThan(8);
    return snippets.stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.place(),
                    () -> {
                      Path classes = folder.resolve("javadoc-" + snippets.indexOf(snippet));
                      if (snippet.hasTests()) {
                        snippet.test(classes);
                      } else {
                        snippet.run(classes);
                      }
                    }));
  }

  private static List<Snippet> inJavadocOf(Path sources) {
    List<Snippet> snippets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        Matcher block = JAVADOC_BLOCK.matcher(Files.readString(file));
        while (block.find()) {
          snippets.add(
              new Snippet(
                  ROOT.relativize(file).toString(), block.group(1).replaceAll("(?m)^ *\\* ?", "")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return snippets;
  }
}
