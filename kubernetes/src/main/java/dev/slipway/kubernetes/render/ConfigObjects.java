package dev.slipway.kubernetes.render;

import dev.slipway.core.model.Secrets;
import dev.slipway.core.plan.PlannedSetting;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The complete configuration of each node, by the name of its pod: in a ConfigMap, or in a Secret
 * if a setting is one, since whoever may look at a namespace may read its ConfigMaps.
 */
final class ConfigObjects {
  /** Where it is mounted. */
  static final String FOLDER = "/etc/slipway";

  static final String SERVER_FILE = ".cfg";
  static final String SERVER_ID = ".myid";
  static final String BROKER_FILE = ".properties";

  private ConfigObjects() {}

  static HasMetadata render(Workload workload, RenderContext context) {
    ObjectMeta metadata = context.metadata(workload.role(), workload.name());
    Map<String, String> files = files(workload);
    if (!isSecret(workload)) {
      return new ConfigMapBuilder().withMetadata(metadata).withData(files).build();
    }
    Map<String, String> encoded = new TreeMap<>(files);
    encoded.replaceAll(
        (name, text) -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    return new SecretBuilder().withMetadata(metadata).withType("Opaque").withData(encoded).build();
  }

  /** The volume that holds the files. */
  static Volume volume(String name, Workload workload) {
    VolumeBuilder volume = new VolumeBuilder().withName(name);
    return isSecret(workload)
        ? volume.withNewSecret().withSecretName(workload.name()).endSecret().build()
        : volume.withNewConfigMap().withName(workload.name()).endConfigMap().build();
  }

  /** The name of the first node's file; what the user has set is the same in each. */
  static String firstFile(Workload workload) {
    return Program.of(workload).settingsFile(workload.nodes().get(0));
  }

  private static Map<String, String> files(Workload workload) {
    Program program = Program.of(workload);
    Map<String, String> files = new TreeMap<>();
    workload.nodes().forEach(node -> files.putAll(program.files(node)));
    files.put(program.logging().getKey(), program.logging().getValue());
    return files;
  }

  private static boolean isSecret(Workload workload) {
    return workload.nodes().stream()
        .flatMap(node -> node.config().settings().stream())
        .map(PlannedSetting::key)
        .anyMatch(Secrets::isSecret);
  }
}
