package dev.slipway.kubernetes.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.Secrets;
import dev.slipway.kubernetes.manifest.Manifests;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static ClusterSpec.Builder guarded() {
    return ClusterSpec.builder()
        .name("c")
        .zookeeper(zookeeper -> zookeeper.servers(1))
        .kafka(
            kafka ->
                kafka
                    .brokers(1)
                    .setting("ssl.keystore.password", "swordfish")
                    .setting("num.io.threads", "16")
                    .pod(pod -> pod.environment("GREETING", "marlin"))
                    .topic("t", topic -> topic.setting("retention.ms", "1000")));
  }

  @Test
  void keepsThePasswordOutOfEveryConfigMap() {
    assertThat(Rendering.of(guarded()).objects(ConfigMap.class))
        .isNotEmpty()
        .allSatisfy(
            map -> assertThat(map.getData().toString()).doesNotContain("swordfish", "marlin"));
  }

  @Test
  void putsTheConfigurationWithAPasswordIntoASecret() {
    Manifests manifests = Rendering.of(guarded());
    Secret secret = Rendering.only(manifests, Secret.class, "c-broker");

    assertThat(
            new String(
                Base64.getDecoder().decode(secret.getData().get("c-broker-0.properties")),
                StandardCharsets.UTF_8))
        .contains("ssl.keystore.password=swordfish\n");
    assertThat(
            Rendering.only(manifests, StatefulSet.class, "c-broker")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .singleElement()
        .satisfies(volume -> assertThat(volume.getSecret().getSecretName()).isEqualTo("c-broker"));
  }

  @Test
  void refersToThemInTheOwnerObjectAndTellsEverythingElse() {
    ConfigMap owner =
        Rendering.only(Rendering.of(guarded()), ConfigMap.class, OwnerObject.name("c"));

    ClusterSpec read =
        OwnerObject.spec(owner, SpecJson.create(), SecretSource.none()).orElseThrow();
    assertThat(read.kafka().settings())
        .containsEntry("ssl.keystore.password", Secrets.MASK)
        .containsEntry("num.io.threads", "16");
    assertThat(read.kafka().pod().environment()).containsEntry("GREETING", Secrets.MASK);
    assertThat(read.kafka().topics()).isEqualTo(guarded().build().kafka().topics());
  }

  @Test
  void refusesAReferenceWhereAValueBelongs() {
    String document =
        Objects.requireNonNull(
            Rendering.only(Rendering.of(guarded()), ConfigMap.class, OwnerObject.name("c"))
                .getData()
                .get(OwnerObject.SPEC));

    assertThatThrownBy(() -> SpecJson.create().read(document))
        .isInstanceOf(MalformedSpecException.class)
        .hasMessageEndingWith(": an object (expected: a text)");
  }
}
