package dev.slipway.kubernetes.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  @Test
  void changesWithASettingOfTheNode() {
    Map<String, String> before = hashes(Rendering.of(Rendering.cluster(3, 3)), "c-broker");
    Map<String, String> after =
        hashes(Rendering.of(withSetting("num.io.threads", "16")), "c-broker");

    assertThat(after.keySet()).hasSize(3).isEqualTo(before.keySet());
    after.forEach((node, hash) -> assertThat(hash).isNotEqualTo(before.get(node)));
  }

  @Test
  void staysForServersWhenBrokersChange() {
    assertThat(hashes(Rendering.of(withSetting("num.io.threads", "16")), "c-zookeeper"))
        .isEqualTo(hashes(Rendering.of(Rendering.cluster(3, 3)), "c-zookeeper"));
  }

  @Test
  void staysForTheBrokersThatAreThereWhenOneMoreComes() {
    Manifests three = Rendering.of(Rendering.cluster(3, 3));
    Manifests four = Rendering.of(Rendering.cluster(3, 4));

    assertThat(hashes(four, "c-broker")).containsAllEntriesOf(hashes(three, "c-broker"));
    assertThat(hash(four)).isNotEqualTo(hash(three));
  }

  @Test
  void keepsTheOneOfTenApartFromTheOneOfOne() {
    assertThat(hashes(Rendering.of(Rendering.cluster(3, 11)), "c-broker").values())
        .doesNotHaveDuplicates()
        .hasSize(11);
  }

  @Test
  void changesWithAPatchOfThePods() {
    Patches patches =
        Patches.none()
            .patch(
                StatefulSet.class,
                "c-broker",
                set ->
                    set.edit()
                        .editSpec()
                        .editTemplate()
                        .editSpec()
                        .withPriorityClassName("high")
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
    Manifests plain = Rendering.of(Rendering.cluster(3, 3));
    Manifests patched = Rendering.of(Rendering.cluster(3, 3), Rendering.CURRENT, patches);

    assertThat(hash(patched)).isNotEqualTo(hash(plain));
    assertThat(Rendering.of(Rendering.cluster(3, 3), Rendering.CURRENT, patches).toYaml())
        .isEqualTo(patched.toYaml())
        .contains("priorityClassName: \"high\"");
  }

  private static ClusterSpec.Builder withSetting(String key, String value) {
    return ClusterSpec.builder()
        .name("c")
        .zookeeper(zookeeper -> zookeeper.servers(3))
        .kafka(kafka -> kafka.brokers(3).setting(key, value));
  }

  private static String hash(Manifests manifests) {
    return annotation(manifests, "c-broker", Labels.CONFIG_HASH);
  }

  private static Map<String, String> hashes(Manifests manifests, String set) {
    Map<String, String> hashes = new TreeMap<>();
    for (String entry : annotation(manifests, set, Labels.NODE_HASHES).split(" ", -1)) {
      int equals = entry.indexOf('=');
      hashes.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return hashes;
  }

  private static String annotation(Manifests manifests, String set, String name) {
    return Objects.requireNonNull(
        Rendering.only(manifests, StatefulSet.class, set)
            .getSpec()
            .getTemplate()
            .getMetadata()
            .getAnnotations()
            .get(name));
  }
}
