package dev.slipway.core.plan;

import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.problem.ProblemCode;
import java.util.Map;

/** Masks in the place of values: they would be deployed as if they were the values. */
final class MaskChecks {
  private final ProblemList problems;

  private MaskChecks(ProblemList problems) {
    this.problems = problems;
  }

  static void run(Inputs inputs, ProblemList problems) {
    MaskChecks checks = new MaskChecks(problems);
    inputs
        .zookeeper()
        .ifPresent(
            zookeeper -> {
              checks.settings("zookeeper", zookeeper.settings());
              checks.environment("zookeeper", zookeeper.pod());
            });
    checks.settings("kafka", inputs.spec().kafka().settings());
    checks.environment("kafka", inputs.spec().kafka().pod());
    inputs
        .spec()
        .kafka()
        .topics()
        .forEach(topic -> checks.settings("kafka.topics[" + topic.name() + "]", topic.settings()));
  }

  private void settings(String of, Map<String, String> settings) {
    settings.forEach(
        (key, value) -> {
          if (Secrets.isSecret(key)) {
            check(of + ".settings[" + key + "]", value, "setting(\"" + key + "\", ...)");
          }
        });
  }

  private void environment(String of, PodSpec pod) {
    pod.environment()
        .forEach(
            (name, value) ->
                check(
                    of + ".pod.environment[" + name + "]",
                    value,
                    "environment(\"" + name + "\", ...)"));
  }

  private void check(String place, String value, String word) {
    if (Secrets.isMasked(value)) {
      problems.error(
          ProblemCode.VALUE_MASKED,
          place,
          value,
          "the value itself, which was masked where this specification comes from",
          "give it again: " + word);
    }
  }
}
