package dev.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.MissingProviderException;
import java.nio.file.Path;
import java.time.Duration;
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
}
