package dev.slipway.embedded.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.embedded.OtherJvm;
import dev.slipway.embedded.TestBundle;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import dev.slipway.embedded.internal.process.TestCluster;
import dev.slipway.embedded.internal.process.TopicsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerBundleTest {

  private static final ClassLoader LOADER = ServerBundleTest.class.getClassLoader();

  @Test
  void isUnpackedOnceByManyThreadsAndProcesses(@TempDir Path cache) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<OtherJvm> others = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        others.add(OtherJvm.running(BundleProgram.class, cache));
      }
      Callable<ServerBundle> unpack = () -> ServerBundle.unpack(LOADER, Optional.of(cache));
      List<ServerBundle> bundles = new ArrayList<>();
      for (Future<ServerBundle> bundle : threads.invokeAll(Collections.nCopies(4, unpack))) {
        bundles.add(bundle.get());
      }

      assertThat(bundles).containsOnly(bundles.get(0));
      for (OtherJvm other : others) {
        assertThat(other.line()).isEqualTo(bundles.get(0).classPath().toString());
      }
      assertComplete(bundles.get(0));
    } finally {
      threads.shutdownNow();
      others.forEach(OtherJvm::close);
    }
  }

  @Test
  void saysWhatIsInIt() {
    ServerBundle bundle = TestBundle.get();

    assertThat(bundle.kafkaVersion()).isEqualTo("3.9.2");
    assertThat(bundle.zookeeperVersion()).isEqualTo("3.9.4");
    assertThat(bundle.mainClass()).isEqualTo("dev.slipway.node.NodeHost");
    assertThat(bundle.classPath()).isNotEmpty().isSorted().allMatch(Files::isRegularFile);
  }

  @Test
  void repairsWhatIsDamagedOrHalfWritten(@TempDir Path cache) throws IOException {
    ServerBundle bundle = ServerBundle.unpack(LOADER, Optional.of(cache));
    Path folder = cache.resolve(bundle.digest());
    Files.writeString(bundle.classPath().get(0), "cut short");
    Files.delete(bundle.classPath().get(1));
    Files.writeString(folder.resolve("kafka.jar.123.1.part"), "half");

    ServerBundle repaired = ServerBundle.unpack(LOADER, Optional.of(cache));

    assertThat(repaired).isEqualTo(bundle);
    assertComplete(repaired);
  }

  @Test
  void writesNothingToACacheThatIsComplete(@TempDir Path cache) throws IOException {
    ServerBundle bundle = ServerBundle.unpack(LOADER, Optional.of(cache));
    Path folder = cache.resolve(bundle.digest());
    // A superuser may write in spite of this, so the times are looked at as well.
    assertThat(folder.toFile().setWritable(false)).isTrue();
    Map<String, Object> before = times(folder);
    try {
      assertThat(ServerBundle.unpack(LOADER, Optional.of(cache))).isEqualTo(bundle);
      assertThat(times(folder)).isEqualTo(before);
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void fallsBackToTheTemporaryFolder(@TempDir Path temp) throws IOException {
    Path noFolder = Files.writeString(temp.resolve("file"), "x").resolve("cache");
    UserTempFolder fallback = UserTempFolder.in(temp, "tester");

    ServerBundle bundle = ServerBundle.unpack(LOADER, Optional.of(noFolder), fallback);

    assertThat(bundle.classPath()).isNotEmpty().allMatch(jar -> jar.startsWith(fallback.path()));
    assertComplete(bundle);
  }

  @Test
  void namesTheMissingArtifact(@TempDir Path cache) {
    assertThatThrownBy(
            () -> ServerBundle.unpack(ClassLoader.getPlatformClassLoader(), Optional.of(cache)))
        .hasMessageContaining("dev.slipway:slipway-kafka-server-3.9");
  }

  @Test
  void followsTheXdgSpecification() {
    Path ofHome = Path.of("/home/me/.cache/slipway/servers");

    assertThat(ServerBundle.defaultCache(Map.of(), "/home/me")).contains(ofHome);
    assertThat(ServerBundle.defaultCache(Map.of("XDG_CACHE_HOME", "/var/c"), "/home/me"))
        .contains(Path.of("/var/c/slipway/servers"));
    assertThat(ServerBundle.defaultCache(Map.of("XDG_CACHE_HOME", "relative"), "/home/me"))
        .contains(ofHome);
  }

  @Test
  void takesNoFolderForTheHomeOfAUserWithout() {
    assertThat(ServerBundle.defaultCache(Map.of(), "?")).isEmpty();
    assertThat(ServerBundle.defaultCache(Map.of("HOME", "/home/me"), "?"))
        .contains(Path.of("/home/me/.cache/slipway/servers"));
    assertThat(ServerBundle.defaultCache(Map.of("HOME", "/home/me"), "/home/\u0000"))
        .contains(Path.of("/home/me/.cache/slipway/servers"));
  }

  /**
   * What a crash of the machine leaves: files of the right size whose blocks were never written.
   */
  @Test
  void repairsZeroedJarsWhileOthersUseThem(@TempDir Path temp) throws Exception {
    repairsJarsWhileOthersUseThem(0.5, temp);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  @Tag("repeat")
  void repairsJarsThatAreZeroedFromElsewhere(double from, @TempDir Path temp) throws Exception {
    repairsJarsWhileOthersUseThem(from, temp);
  }

  private static void repairsJarsWhileOthersUseThem(double from, Path temp) throws Exception {
    ServerBundle bundle = ServerBundle.unpack(LOADER, Optional.of(temp.resolve("cache")));
    try (TestCluster cluster =
        TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, bundle, 1, 1).up()) {
      for (Path jar : bundle.classPath()) {
        Path zeroed = temp.resolve("zeroed");
        byte[] content = Files.readAllBytes(jar);
        Arrays.fill(content, (int) (from * content.length), content.length, (byte) 0);
        Files.write(zeroed, content);
        Files.move(zeroed, jar, StandardCopyOption.REPLACE_EXISTING);
      }
      try (OtherJvm other = OtherJvm.running(BundleProgram.class, temp.resolve("cache"))) {
        assertThat(ServerBundle.unpack(LOADER, Optional.of(temp.resolve("cache"))))
            .isEqualTo(bundle);
        assertThat(other.line()).isEqualTo(bundle.classPath().toString());
      }

      cluster.createTopics(new TopicsFile.Topic("orders", 1, 1, Map.of()));
      assertThat(cluster.failures).isEmpty();
    }
    try (TestCluster next =
        TestCluster.prepare(temp, TestCluster.Layout.ONE_JVM, bundle, 1, 1).up()) {
      assertThat(next.failures).isEmpty();
    }
    assertComplete(bundle);
  }

  /** An image's cache is filled by another user than the one that runs. */
  @Test
  void letsOthersReadAsEveryFileDoes(@TempDir Path temp) throws IOException {
    ServerBundle bundle = ServerBundle.unpack(LOADER, Optional.of(temp));
    Path plain = Files.writeString(temp.resolve("plain"), "x");

    assertThat(bundle.classPath())
        .isNotEmpty()
        .allSatisfy(
            jar ->
                assertThat(Files.getPosixFilePermissions(jar))
                    .isEqualTo(Files.getPosixFilePermissions(plain)));
  }

  @Test
  void saysWhyItCanBeUnpackedNowhere(@TempDir Path temp) throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    UserTempFolder fallback = UserTempFolder.in(temp.resolve("missing"), "tester");

    assertThatThrownBy(
            () -> ServerBundle.unpack(LOADER, Optional.of(file.resolve("cache")), fallback))
        .hasMessageContaining(temp.resolve("missing") + "/slipway-tester: does not exist")
        .hasMessageContaining(file.resolve("cache").toString())
        .hasMessageContaining("cacheIn(...)");
  }

  private static void assertComplete(ServerBundle bundle) throws IOException {
    Map<String, Long> expected = new TreeMap<>();
    BundleDescriptor.find(LOADER)
        .entries()
        .forEach(entry -> expected.put(entry.name(), entry.size()));
    Map<String, Long> found = new TreeMap<>();
    Path folder = bundle.classPath().get(0).resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
        found.put(file.getFileName().toString(), Files.size(file));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static Map<String, Object> times(Path folder) throws IOException {
    Map<String, Object> times = new TreeMap<>();
    times.put(".", Files.getLastModifiedTime(folder));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        times.put(file.toString(), Files.getLastModifiedTime(file));
      }
    }
    return times;
  }
}
