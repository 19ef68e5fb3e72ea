package dev.slipway.embedded.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file by which a child is told which topics to create. */
public final class TopicsFile {

  private TopicsFile() {}

  /**
   * A topic to be created.
   *
   * @param settings names and values of topic settings
   */
  public record Topic(
      String name, int partitions, int replicationFactor, Map<String, String> settings) {}

  /** Writes one line a topic: name, partitions, replication factor, then names and values. */
  public static void write(Path file, List<Topic> topics) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Topic topic : topics) {
      List<String> fields = new ArrayList<>();
      fields.add(topic.name());
      fields.add(Integer.toString(topic.partitions()));
      fields.add(Integer.toString(topic.replicationFactor()));
      new TreeMap<>(topic.settings())
          .forEach(
              (name, value) -> {
                fields.add(name);
                fields.add(value);
              });
      lines.add(Line.of(fields.toArray(String[]::new)));
    }
    Files.write(file, lines);
  }
}
