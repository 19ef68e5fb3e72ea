package dev.slipway.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.slipway.embedded.EmbeddedDeployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A session's cluster serves the shutdown hooks of the application, and is gone after them. */
class ShutdownHooksTest {
  @BeforeEach
  void forget() {
    Watched.forget();
  }

  @Test
  void servesShutdownHooksAndIsGoneAfterwards(@TempDir Path temp) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temp,
                "-Dslipway.archive=prepared",
                "-cp",
                System.getProperty("java.class.path"),
                TestRunThatExits.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said =
        new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

    assertThat(jvm.waitFor()).isZero();
    assertThat(after("committed ", said)).hasSize(1);
    assertThat(Duration.parse(after("committed ", said).get(0))).isLessThan(Duration.ofSeconds(2));
    List<String> children = after("child ", said);
    assertThat(children).isNotEmpty();
    Until.met(
        () ->
            children.stream().noneMatch(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent()));
    Until.met(() -> slipwayFolders(temp).isEmpty());
  }

  private static List<String> after(String word, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(word))
        .map(line -> line.substring(word.length()))
        .toList();
  }

  private static List<Path> slipwayFolders(Path temp) {
    try (Stream<Path> files = Files.list(temp)) {
      return files.filter(file -> file.getFileName().toString().startsWith("slipway")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(temp + ": " + e, e);
    }
  }

  @Test
  void endsAfterAWhileInAJvmThatGoesOn() throws Exception {
    Kit.passed(1, Kit.run(Map.of(Lingering.SETTING, "PT1S"), Quick.class));

    EmbeddedDeployment kafka = (EmbeddedDeployment) Watched.LAUNCHED.get(0);
    assertThat(Files.exists(kafka.folder())).isTrue();
    Until.met(() -> Files.notExists(kafka.folder()));
  }

  @SlipwayCluster(name = "quick")
  static class Quick {
    @Test
    void passes() {}
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThat(Lingering.limit(Optional.empty())).isEqualTo(Duration.ofSeconds(10));
    assertThat(Lingering.limit(Optional.of("PT0S"))).isZero();
    for (String wrong : List.of("soon", "PT-1S", "P9999999999999D")) {
      assertThatThrownBy(() -> Lingering.limit(Optional.of(wrong)))
          .isInstanceOf(ExtensionConfigurationException.class)
          .hasMessage(
              "slipway.linger: "
                  + wrong
                  + " (expected: a duration such as PT10S, or PT0S for none)");
    }
  }

  /** What a build tool's JVM does. */
  static final class TestRunThatExits {
    private TestRunThatExits() {}

    public static void main(String[] args) {
      try (LauncherSession session = LauncherFactory.openSession()) {
        session
            .getLauncher()
            .execute(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(LeavesAConsumer.class))
                    .build());
      }
      System.out.println("session closed");
      System.exit(0);
    }
  }

  /** As an application does whose context is cached until the JVM ends. */
  @SlipwayCluster(topics = "kept")
  static class LeavesAConsumer {
    @Test
    void leavesAConsumer(@Bootstrap String bootstrap) {
      TopicPartition kept = new TopicPartition("kept", 0);
      KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrap, "group.id", "late"),
              new StringDeserializer(),
              new StringDeserializer());
      consumer.assign(List.of(kept));
      consumer.commitSync(Map.of(kept, new OffsetAndMetadata(0)));
      ProcessHandle.current()
          .descendants()
          .forEach(child -> System.out.println("child " + child.pid()));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    long begin = System.nanoTime();
                    consumer.commitSync(Map.of(kept, new OffsetAndMetadata(0)));
                    consumer.close();
                    System.out.println("committed " + Duration.ofNanos(System.nanoTime() - begin));
                  },
                  "application"));
    }
  }
}
