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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles and runs the code of the README, of the guides and of every javadoc comment. */
class DocumentedCodeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern JAVADOC_BLOCK =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);
  private static final Pattern ANY_JAVADOC_BLOCK = Pattern.compile("<pre");

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
  Stream<DynamicTest> documentsDoWhatTheySay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Document document : documents()) {
      for (Document.Block block : document.blocks()) {
        Path classes = folder.resolve("document-" + tests.size());
        tests.add(
            DynamicTest.dynamicTest(
                block.snippet().place() + " (" + block.how() + ")", () -> check(block, classes)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(14);
    return tests.stream();
  }

  private static void check(Document.Block block, Path classes) throws Throwable {
    Snippet snippet = block.snippet();
    switch (block.how()) {
      case "compiled" -> snippet.compile(classes);
      case "run" -> snippet.run(classes);
      case "tested" -> snippet.test(classes);
      case "from" ->
          assertThat(unindented(Files.readString(ROOT.resolve(block.file().orElseThrow()))))
              .as(snippet.place())
              .contains(unindented(snippet.code()));
      default ->
          assertThatThrownBy(() -> snippet.run(classes)).hasMessage(block.message().orElseThrow());
    }
  }

  private static String unindented(String code) {
    return code.strip().lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void leavesNoBlockOfADocumentOut() throws IOException {
    assertThat(documents()).flatMap(Document::unmarked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "As in\n\n    int brokers = 3;\n",
        "As in\n\n    void launch() {\n    }\n",
        "As in\n\n```java\nint brokers = 3;\n```\n",
        "As in\n\n```\nint brokers = 3;\n```\n",
        "<!-- seen -->\n```java\nint brokers = 3;\n```\n",
        "```text\nthree\n```\n\n```java\nint brokers = 3;\n```\n"
      })
  void seesCodeThatNobodyCompiles(String text) {
    assertThat(new Document("page", text).unmarked()).isNotEmpty();
  }

  private static List<Document> documents() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .map(path -> Document.read(ROOT, path))
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> javadocDoesWhatItSays() throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    for (Path sources : sources()) {
      snippets.addAll(inJavadocOf(sources));
    }
    assertThat(snippets).hasSizeGreaterThan(14);
    return snippets.stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.place(),
                    () -> {
                      Path classes = folder.resolve("javadoc-" + snippets.indexOf(snippet));
                      if (snippet.hasTests()) {
                        snippet.test(classes);
                      } else if (snippet.callsKubernetes()) {
                        snippet.compile(classes);
                      } else {
                        snippet.run(classes);
                      }
                    }));
  }

  @Test
  void leavesNoBlockOfJavadocOut() throws IOException {
    for (Path sources : sources()) {
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          assertThat(JAVADOC_BLOCK.matcher(text).results().count())
              .as(file.toString())
              .isEqualTo(ANY_JAVADOC_BLOCK.matcher(text).results().count());
        }
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
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
