package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.core.target.TestTargetProvider;
import dev.slipway.embedded.internal.folder.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised where no other module is on the class path. */
class EmbeddedTargetTest {
  private static final ClusterSpec SPEC =
      ClusterSpec.builder()
          .name("alone")
          .zookeeper(zookeeper -> zookeeper.servers(1))
          .kafka(kafka -> kafka.brokers(1))
          .build();

  @Test
  void namesTheArtifactThatVerifies() {
    try (EmbeddedDeployment kafka = EmbeddedTarget.create().deploy(SPEC)) {
      assertThatThrownBy(kafka::verify)
          .isInstanceOf(MissingProviderException.class)
          .hasMessage(
              "verify(): not on the class path (expected: the artifact"
                  + " dev.slipway:slipway-verify)");
      assertThatThrownBy(() -> kafka.verify(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("verification limit: PT0S (expected: positive)");
    }
  }

  @Test
  void unpacksItsServersWhereItIsTold(@TempDir Path cache) {
    EmbeddedTarget target = EmbeddedTarget.create();

    try (EmbeddedDeployment kafka = target.cacheIn(cache).deploy(SPEC)) {
      assertThat(cache).isNotEmptyDirectory();
      assertThat(kafka.folder()).isDirectory();
    }
    assertThat(target.name()).isEqualTo("embedded");
  }

  @Test
  void keepsWhatCanBeLookedAt(@TempDir Path folder) throws IOException {
    EmbeddedDeployment kafka = EmbeddedTarget.create().dataIn(folder).deploy(SPEC);

    assertThat(kafka.closeAndKeep()).isEqualTo(folder.toRealPath().toString());

    assertThat(folder.resolve("alone-broker-0/node.log")).isNotEmptyFile();
    assertThat(kafka.closeAndKeep()).isEqualTo("nothing was kept: it was closed before");
    kafka.close();
  }

  @Test
  void saysWhoseAKeptFolderWas() throws IOException {
    EmbeddedDeployment kafka = EmbeddedTarget.create().deploy(SPEC);

    Path kept = Path.of(kafka.closeAndKeep());

    assertThat(kept.resolve("cluster.json")).content().contains("\"alone\"");
    FileTree.delete(kept);
  }

  @Test
  void isAValue() {
    assertThat(EmbeddedTarget.create())
        .isEqualTo(EmbeddedTarget.create())
        .hasSameHashCodeAs(EmbeddedTarget.create())
        .isNotEqualTo(EmbeddedTarget.create().oneProcessPerNode());
    assertThat(EmbeddedTarget.create().toString()).startsWith("EmbeddedTarget{Options[");
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(TestTargetProvider.class))
        .extracting(TestTargetProvider::name)
        .contains("embedded");
  }
}
