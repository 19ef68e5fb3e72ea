package dev.slipway.kubernetes.render;

import dev.slipway.kubernetes.manifest.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Marks each pod template with digests of all that its pods are started with, after everything else
 * was decided, so that a change of configuration is a new revision.
 */
final class Revisions {
  private static final int DIGITS = 12;

  private final List<HasMetadata> objects;
  private final KubernetesSerialization serialization;

  private Revisions(List<HasMetadata> objects, KubernetesSerialization serialization) {
    this.objects = objects;
    this.serialization = serialization;
  }

  static List<HasMetadata> stamped(
      List<HasMetadata> objects, KubernetesSerialization serialization) {
    Revisions revisions = new Revisions(objects, serialization);
    return objects.stream()
        .map(object -> object instanceof StatefulSet set ? revisions.stamped(set) : object)
        .toList();
  }

  private HasMetadata stamped(StatefulSet set) {
    String template = serialization.asYaml(set.getSpec().getTemplate());
    Map<String, String> files = files(set);
    Map<String, String> shared = new TreeMap<>(files);
    StringJoiner hashes = new StringJoiner(" ");
    for (int ordinal = 0; ordinal < set.getSpec().getReplicas(); ordinal++) {
      String node = set.getMetadata().getName() + "-" + ordinal + ".";
      shared.keySet().removeIf(file -> file.startsWith(node));
    }
    for (int ordinal = 0; ordinal < set.getSpec().getReplicas(); ordinal++) {
      String node = set.getMetadata().getName() + "-" + ordinal;
      Map<String, String> own = new TreeMap<>(files);
      own.keySet().removeIf(file -> !file.startsWith(node + ".") && !shared.containsKey(file));
      hashes.add(node + "=" + digest(template + own));
    }
    return set.edit()
        .editSpec()
        .editTemplate()
        .editMetadata()
        .addToAnnotations(Labels.CONFIG_HASH, digest(template + files))
        .addToAnnotations(Labels.NODE_HASHES, hashes.toString())
        .endMetadata()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The files of the ConfigMap or Secret that has the StatefulSet's name. */
  private Map<String, String> files(StatefulSet set) {
    Map<String, String> files = new TreeMap<>();
    for (HasMetadata object : objects) {
      if (object.getMetadata().getName().equals(set.getMetadata().getName())) {
        if (object instanceof ConfigMap map) {
          files.putAll(map.getData());
        } else if (object instanceof Secret secret) {
          files.putAll(secret.getData());
        }
      }
    }
    return files;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (every Java platform has it)", e);
    }
  }
}
