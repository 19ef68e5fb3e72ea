package dev.slipway.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.target.Deployment;
import dev.slipway.embedded.EmbeddedDeployment;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftoversTest {
  @BeforeEach
  void forget() {
    Watched.forget();
  }

  @Test
  void startsNothingWithoutAnAnnotatedTest() {
    Set<ProcessHandle> before = children();
    Set<String> threads = threads();

    Kit.passed(1, Kit.run(Plain.class));

    assertThat(Watched.EVENTS).isEmpty();
    assertThat(children()).isEqualTo(before);
    assertThat(threads()).isEqualTo(threads);
  }

  static class Plain {
    @Test
    void one() {}
  }

  @Test
  void leavesNoProcessNoFolderAndNoThread() throws Exception {
    Set<ProcessHandle> before = children();
    Set<String> threads = threads();

    Kit.run(PassesAndFails.class);

    assertThat(Watched.LAUNCHED)
        .singleElement()
        .satisfies(
            kafka -> assertThat(Files.exists(((EmbeddedDeployment) kafka).folder())).isFalse());
    Until.met(() -> before.containsAll(children()));
    Until.met(() -> threads.containsAll(threads()));
  }

  @SlipwayCluster
  static class PassesAndFails {
    @Test
    void passes(Producer<String, String> producer, Topic topic) {
      assertThat(producer.partitionsFor(topic.name())).hasSize(1);
    }

    @Test
    void fails(Producer<String, String> producer, Deployment kafka) {
      assertThat(producer.partitionsFor("none")).as(kafka.plan().name()).isEmpty();
      throw new AssertionError("as it is to be");
    }
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().descendants().collect(Collectors.toSet());
  }

  /** Without those of the JDK, which come and go. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("kafka") || name.contains("slipway"))
        .collect(Collectors.toSet());
  }
}
