package dev.slipway.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of Markdown. Above each block of Java stands a comment that tells what is done to it:
 * {@code compiled}, {@code run}, {@code tested}, {@code fails}, with the message in a block of text
 * below it, or {@code from} and a file of this repository, which is compiled elsewhere and has the
 * same lines.
 */
record Document(String name, String text) {
  private static final Pattern MARKED =
      Pattern.compile(
          "<!-- (compiled|run|tested|fails|from (\\S+)) -->\\s*```java\\n"
              + "(.*?)```(?:\\s*```text\\n"
              + "(.*?)```)?",
          Pattern.DOTALL);
  private static final Pattern OTHER_LANGUAGE =
      Pattern.compile("```(?!java\\n)\\w+\\n.*?```", Pattern.DOTALL);
  private static final Pattern UNMARKED = Pattern.compile("(?m)^```.*$|^ {4,}.*[;{]$");

  /** What is done to a block, and with what. */
  record Block(String how, Optional<String> file, Snippet snippet, Optional<String> message) {}

  static Document read(Path root, Path file) {
    try {
      return new Document(root.relativize(file).toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher marked = MARKED.matcher(text);
    while (marked.find()) {
      Optional<String> file = Optional.ofNullable(marked.group(2));
      blocks.add(
          new Block(
              file.isPresent() ? "from" : marked.group(1),
              file,
              new Snippet(name + ", block " + (blocks.size() + 1), marked.group(3)),
              Optional.ofNullable(marked.group(4)).map(String::stripTrailing)));
    }
    return blocks;
  }

  /** Lines that look like Java, or begin a block of it, and that nobody compiles. */
  List<String> unmarked() {
    String rest = OTHER_LANGUAGE.matcher(MARKED.matcher(text).replaceAll("")).replaceAll("");
    return UNMARKED.matcher(rest).results().map(line -> name + ": " + line.group()).toList();
  }
}
