package dev.slipway.it.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data in a folder of the user's outlives its cluster, and has one cluster at a time. */
class DataFolderTest {
  private final Path temp;

  DataFolderTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void takesUpTheDataOfAClosedCluster() throws Exception {
    EmbeddedTarget target = Layout.PROCESS_PER_NODE.target().dataIn(temp.resolve("new/data"));
    ClusterSpec spec = Program.spec(FreePorts.base(1));
    String identity;
    try (EmbeddedDeployment kafka = target.deploy(spec)) {
      assertThat(kafka.folder()).isEqualTo(temp.resolve("new/data").toRealPath());
      Clients.write(kafka.bootstrapServers(), "kept", "hello", "world");
      identity = id(kafka);
    }

    try (EmbeddedDeployment kafka = target.deploy(spec)) {
      assertThat(Clients.read(kafka.bootstrapServers(), "kept", 2))
          .containsExactly("hello", "world");
      assertThat(id(kafka)).isEqualTo(identity);
      kafka.verify().orThrow();
    }
    assertThat(temp.resolve("new/data/program-broker-0/node.log")).isNotEmptyFile();
  }

  @Test
  void takesUpTheDataOfAKilledProgram() throws Exception {
    Layout layout = Layout.ONE_PROCESS;
    int base = FreePorts.base(1);
    EmbeddedTarget target = layout.target().dataIn(temp.resolve("data"));
    try (OtherJvm program =
        OtherJvm.running(temp, layout, Program.Scene.UP, base, temp.resolve("data"))) {
      String bootstrap = program.line().split(",", -1)[0];
      Clients.write(bootstrap, "kept", "hello");
      assertThatThrownBy(() -> target.deploy(Program.spec(base)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use by a cluster of another process");

      program.process().destroyForcibly();
      program.process().waitFor();
    }

    // At once: what is left of the killed program must not be in the way.
    try (EmbeddedDeployment kafka = target.deploy(Program.spec(base))) {
      assertThat(Clients.read(kafka.bootstrapServers(), "kept", 1)).containsExactly("hello");
      kafka.verify().orThrow();
    }
  }

  @Test
  void refusesTheFolderOfAnother() throws Exception {
    EmbeddedTarget target = EmbeddedTarget.create().dataIn(temp);
    ClusterSpec spec = Program.spec(FreePorts.base(1));
    ClusterSpec other = Program.spec(FreePorts.base(1));
    try (EmbeddedDeployment kafka = target.deploy(spec)) {
      assertThatThrownBy(() -> target.deploy(other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("data folder: " + temp.toRealPath())
          .hasMessageContaining("in use by a cluster of this JVM");
      Clients.write(kafka.bootstrapServers(), "kept", "hello");
    }

    assertThatThrownBy(() -> target.deploy(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("belongs to another specification");

    try (EmbeddedDeployment kafka = target.deploy(spec)) {
      assertThat(Clients.read(kafka.bootstrapServers(), "kept", 1)).containsExactly("hello");
    }
  }

  private static String id(EmbeddedDeployment kafka) throws Exception {
    try (var admin = Clients.admin(kafka.bootstrapServers())) {
      return admin.describeCluster().clusterId().get();
    }
  }
}
