package dev.slipway.it.mesh;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The meshes' own definitions on a real cluster. */
public final class MeshDefinitions {
  private static final String ALL_THE_SAME = "slipway.mesh.cluster";
  private static final int SOUND_MINOR = 24;
  private static final double SOUND_GO = 1.17;

  private MeshDefinitions() {}

  /**
   * Returns when their kinds are served. Skips the test, loudly, on an API server that dies of
   * custom resources: Kubernetes before 1.24 built with Go 1.18 or later, whose reflect2 1.0.1
   * walks maps by a layout that Go has changed. {@code -Dslipway.mesh.cluster=true} runs it there
   * too.
   */
  public static void install(KubernetesClient client) throws IOException {
    requireSound(client.getKubernetesVersion());
    for (Path file : CrdSchemas.files()) {
      try (InputStream text = Files.newInputStream(file)) {
        // Not applied but created: an old API server refuses to merge fields it does not know, and
        // drops them on creation.
        for (HasMetadata definition : client.load(text).items()) {
          if (client.resource(definition).get() == null) {
            client.resource(definition).create();
          }
        }
      }
    }
    for (CustomResourceDefinition definition :
        client.apiextensions().v1().customResourceDefinitions().list().getItems()) {
      client
          .resource(definition)
          .waitUntilCondition(MeshDefinitions::isEstablished, 1, TimeUnit.MINUTES);
    }
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
  }

  private static void requireSound(VersionInfo version) {
    int minor = Integer.parseInt(version.getMinor().replaceAll("\\D.*", ""));
    double go = Double.parseDouble(version.getGoVersion().replaceAll("^go(\\d+\\.\\d+).*", "$1"));
    if (minor < SOUND_MINOR && go > SOUND_GO && !Boolean.getBoolean(ALL_THE_SAME)) {
      String reason =
          "this API server (%s, %s) dies of custom resources"
              .formatted(version.getGitVersion(), version.getGoVersion());
      System.err.printf("%n*** NOT RUN: objects of meshes on a real cluster: %s ***%n%n", reason);
      Assumptions.abort(reason);
    }
  }
}
