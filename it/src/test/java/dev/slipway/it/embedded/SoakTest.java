package dev.slipway.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What takes too long for every build: {@code mvn verify -Psoak}, with {@code -Dsoak.seeds=10} for
 * fewer. Tables are written to {@code target/soak}.
 */
@EnabledIfSystemProperty(named = "slipway.soak", matches = "true")
class SoakTest {
  private static final Path TABLES = Path.of("target", "soak");
  private static final int CLUSTERS = 20;
  private static final int STARTS = 200;
  private static final int BATCH = 5;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("slipway.soak.seeds", 50));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesNothingThatWasAcknowledged(long seed) throws Exception {
    new Chaos(seed)
        .run(
            outcome -> {
              write("chaos.md", outcome.toString());
              assertThat(outcome.lost()).as(outcome.toString()).isZero();
            });
  }

  @Test
  void runsManyClustersAtOnce() throws Exception {
    long begin = System.nanoTime();

    assertThat(SideBySide.run(CLUSTERS)).isEqualTo(2 * CLUSTERS);

    write("starts.md", "| " + CLUSTERS + " at once | " + secondsSince(begin) + " s |");
  }

  @Test
  void startsManyTimes() throws Exception {
    long begin = System.nanoTime();
    for (int started = 0; started < STARTS; started += BATCH) {
      assertThat(SideBySide.run(BATCH)).isEqualTo(2 * BATCH);
    }
    write(
        "starts.md",
        "| " + STARTS + " in batches of " + BATCH + " | " + secondsSince(begin) + " s |");
  }

  private static long secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000;
  }

  private static void write(String table, String line) {
    try {
      Files.createDirectories(TABLES);
      Files.write(
          TABLES.resolve(table),
          List.of(line),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
