package dev.slipway.core.plan;

import dev.slipway.core.model.NodeSpec;
import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.model.Toleration;
import dev.slipway.core.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels, annotations, environment variables and images. */
final class MetadataChecks {
  private static final String OWN_PREFIX = "slipway.dev/";
  private static final String STANDARD_PREFIX = "app.kubernetes.io/";

  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private final ProblemList problems;

  private MetadataChecks(ProblemList problems) {
    this.problems = problems;
  }

  static void run(Inputs inputs, ProblemList problems) {
    MetadataChecks checks = new MetadataChecks(problems);
    checks.labels("labels", inputs.spec().labels());
    checks.annotations("annotations", inputs.spec().annotations());
    inputs.nodes().forEach((role, nodes) -> checks.nodes(role.program(), nodes));
  }

  private void nodes(String place, NodeSpec nodes) {
    pod(place, nodes.pod());
    placement(place, nodes.placement());
    storage(place, nodes.storage());
    image(place, nodes.image());
  }

  private void pod(String place, PodSpec pod) {
    labels(place + ".pod.labels", pod.labels());
    annotations(place + ".pod.annotations", pod.annotations());
    pod.environment()
        .keySet()
        .forEach(
            name -> {
              if (!Syntax.isEnvironmentName(name)) {
                problems.error(
                    ProblemCode.ENVIRONMENT_INVALID,
                    place + ".pod.environment",
                    name,
                    "letters, digits and underscores, not beginning with a digit",
                    "rename the variable");
              }
            });
    pod.imagePullSecrets()
        .forEach(
            name -> {
              if (!Syntax.isDnsSubdomain(name)) {
                problems.error(
                    ProblemCode.NAME_NOT_DNS,
                    place + ".pod.imagePullSecrets",
                    name,
                    "a DNS subdomain, as Secrets have it",
                    "name an existing Secret");
              }
            });
  }

  private void placement(String place, PlacementSpec placement) {
    placement
        .nodeSelector()
        .forEach((key, value) -> label(place + ".placement.nodeSelector", key, value));
    placement
        .spread()
        .map(SpreadSpec::topologyKey)
        .filter(key -> !Syntax.isLabelKey(key))
        .ifPresent(key -> invalid(place + ".placement.spread", key));
    placement.tolerations().forEach(toleration -> toleration(place, toleration));
  }

  private void toleration(String node, Toleration toleration) {
    String place = node + ".placement.tolerations";
    label(place, toleration.key(), toleration.value().orElse(""));
    toleration
        .effect()
        .filter(effect -> !EFFECTS.contains(effect))
        .ifPresent(
            effect ->
                problems.error(
                    ProblemCode.LABEL_INVALID,
                    place + "[" + toleration.key() + "].effect",
                    effect,
                    "one of " + EFFECTS,
                    "rewrite the effect, or leave it out for all of them"));
  }

  private void storage(String place, StorageSpec storage) {
    if (storage instanceof StorageSpec.Persistent persistent) {
      persistent
          .storageClass()
          .filter(name -> !Syntax.isDnsSubdomain(name))
          .ifPresent(
              name ->
                  problems.error(
                      ProblemCode.NAME_NOT_DNS,
                      place + ".storage.storageClass",
                      name,
                      "a DNS subdomain, as StorageClasses have it",
                      "name an existing StorageClass, or leave it out"));
    }
  }

  private void labels(String place, Map<String, String> labels) {
    labels.forEach(
        (key, value) -> {
          owned(place, key);
          label(place, key, value);
        });
  }

  private void annotations(String place, Map<String, String> annotations) {
    annotations
        .keySet()
        .forEach(
            key -> {
              owned(place, key);
              if (!Syntax.isLabelKey(key)) {
                invalid(place, key);
              }
            });
  }

  private void label(String place, String key, String value) {
    if (!Syntax.isLabelKey(key)) {
      invalid(place, key);
    }
    if (!Syntax.isLabelValue(value)) {
      problems.error(
          ProblemCode.LABEL_INVALID,
          place + "[" + key + "]",
          value,
          "at most 63 letters, digits, hyphens, underscores and dots",
          "shorten or rewrite the value");
    }
  }

  private void invalid(String place, String key) {
    problems.error(
        ProblemCode.LABEL_INVALID,
        place,
        key,
        "an optional DNS subdomain and a slash, then at most 63 letters, digits, hyphens,"
            + " underscores and dots",
        "rewrite the key");
  }

  private void owned(String place, String key) {
    if (key.startsWith(OWN_PREFIX) || key.startsWith(STANDARD_PREFIX)) {
      problems.error(
          ProblemCode.LABEL_OWNED,
          place,
          key,
          "no key that begins with " + OWN_PREFIX + " or " + STANDARD_PREFIX,
          "use a prefix of your own");
    }
  }

  private void image(String place, Optional<String> image) {
    image
        .filter(reference -> !Syntax.isImage(reference))
        .ifPresent(
            reference ->
                problems.error(
                    ProblemCode.IMAGE_INVALID,
                    place + ".image",
                    reference,
                    "a reference such as apache/kafka:3.9.2 or one with a registry or a digest",
                    "rewrite the reference"));
  }
}
