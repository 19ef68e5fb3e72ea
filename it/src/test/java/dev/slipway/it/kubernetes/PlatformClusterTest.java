package dev.slipway.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.probe.VerificationReport;
import dev.slipway.examples.platform.KafkaPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A platform with many clusters in one JVM; 20 of them under {@code -Psoak}. */
@Tag("cluster")
class PlatformClusterTest {
  private static final int TENANTS = Boolean.getBoolean("slipway.soak") ? 20 : 3;
  private static final int AT_ONCE = 4;
  private static final int VERIFICATIONS = 1_000;
  private static final long MEBIBYTE = 1024 * 1024;

  @RegisterExtension final RealCluster real = RealCluster.connect();

  private String document(String tenant) {
    return """
        {
          "apiVersion": "slipway.dev/v1",
          "spec": {
            "name": "%s",
            "quorum": { "kind": "zookeeper", "servers": 1 },
            "kafka": { "brokers": 1, "topics": [ { "name": "orders", "partitions": 1 } ] }
          }
        }
        """
        .formatted(real.claim(tenant));
  }

  @Test
  void holdsThemAllAndLeavesNothingBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    List<String> tenants = IntStream.range(0, TENANTS).mapToObj(i -> "tenant-" + i).toList();
    List<String> documents = tenants.stream().map(this::document).toList();
    try (KafkaPlatform platform = new KafkaPlatform(real.client())) {
      atOnce(documents, platform::provide);

      assertThat(platform.tenants()).containsExactlyInAnyOrderElementsOf(tenants);
      assertThat(tenants.stream().map(platform::check)).allMatch(VerificationReport::passed);
    }
    assertNoThreadIsLeft(before);

    try (KafkaPlatform next = new KafkaPlatform(real.client())) {
      tenants.forEach(next::takeUp);
      assertThat(tenants.stream().map(next::check)).allMatch(VerificationReport::passed);
      atOnce(
          tenants,
          tenant -> {
            next.withdraw(tenant);
            return tenant;
          });
      assertThat(next.tenants()).isEmpty();
    }
    assertNoThreadIsLeft(before);
    tenants.forEach(real::awaitGone);
  }

  private static <T> void atOnce(List<String> inputs, Function<String, T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<T>> running = new ArrayList<>();
      inputs.forEach(input -> running.add(threads.submit(() -> work.apply(input))));
      for (Future<T> one : running) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void assertNoThreadIsLeft(Set<Thread> before) throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && isOurs(thread)) {
        thread.join(5_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  private static boolean isOurs(Thread thread) {
    return thread.getName().startsWith("slipway-") || thread.getName().startsWith("kafka-");
  }

  @Test
  @EnabledIfSystemProperty(named = "slipway.soak", matches = "true")
  void memoryStaysFlatOverManyVerifications() throws InterruptedException {
    try (KafkaPlatform platform = new KafkaPlatform(real.client())) {
      platform.provide(document("patient"));
      verify(platform, VERIFICATIONS / 10);
      long early = usedMemory();
      Set<Thread> threads = Thread.getAllStackTraces().keySet();

      verify(platform, VERIFICATIONS);

      assertThat((usedMemory() - early) / MEBIBYTE).isLessThan(8);
      assertNoThreadIsLeft(threads);
    }
  }

  private static void verify(KafkaPlatform platform, int times) {
    for (int i = 0; i < times; i++) {
      platform.check("patient").orThrow();
    }
  }

  private static long usedMemory() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
