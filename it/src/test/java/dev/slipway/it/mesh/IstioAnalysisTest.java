package dev.slipway.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Istio's own analysis, by the istioctl that ISTIOCTL names, finds nothing in what is rendered. */
@Tag("mesh")
class IstioAnalysisTest {
  private static final String NOTHING = "\n✔ No validation issues found when analyzing";
  private static final int LIMIT_SECONDS = 60;

  @TempDir Path folder;

  @BeforeAll
  static void requireProgram() {
    if (System.getenv("ISTIOCTL") == null) {
      System.err.println("\n*** NOT RUN: Istio's analysis. Set ISTIOCTL to run it. ***\n");
      Assumptions.abort("ISTIOCTL is not set");
    }
  }

  static Stream<MeshCase> ofIstio() {
    return MeshCase.all().filter(meshCase -> meshCase.name().startsWith("ISTIO"));
  }

  @ParameterizedTest
  @MethodSource("ofIstio")
  void findsNothing(MeshCase meshCase) throws Exception {
    assertThat(analysis(meshCase.manifests().toYaml())).startsWith(NOTHING);
  }

  @Test
  void findsWhatIsWrong() throws Exception {
    String twofold =
        MeshCase.ISTIO_EXISTING_ZOOKEEPER
            .manifests()
            .toYaml()
            .replace("- \"*/*\"", "- \"*/*\"\n    - \"orders/*\"");

    assertThat(analysis(twofold)).contains("IST0133").doesNotContain(NOTHING);
  }

  private String analysis(String objects) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("objects.yaml"), objects);
    Path said = folder.resolve("said");
    Process analysis =
        new ProcessBuilder(
                System.getenv("ISTIOCTL"),
                "analyze",
                "--use-kube=false",
                "--all-namespaces",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!analysis.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      analysis.destroyForcibly();
    }
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
