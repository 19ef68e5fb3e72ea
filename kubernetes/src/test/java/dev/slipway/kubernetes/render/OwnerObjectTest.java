package dev.slipway.kubernetes.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.json.SpecJson;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodePlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import dev.slipway.core.problem.ProblemCode;
import dev.slipway.core.problem.Severity;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerObjectTest {
  private static final String MARKED = "swordfish";
  private static final SpecJson JSON = SpecJson.create();
  private static final KubernetesFacts FACTS = KubernetesFacts.builder().build();

  /** A secret wherever one can be. */
  private static ClusterSpec secretive(String secret) {
    return ClusterSpec.builder()
        .name("c")
        .zookeeper(
            zookeeper ->
                zookeeper
                    .servers(3)
                    .setting("ssl.quorum.keyStore.password", secret)
                    .pod(
                        pod ->
                            pod.environment("GREETING", secret)
                                .environment("SERVER_JVMFLAGS", secret)))
        .kafka(
            kafka ->
                kafka
                    .brokers(2)
                    .setting("ssl.keystore.password", secret)
                    .setting("listener.name.client.ssl.key.password", secret)
                    .pod(
                        pod ->
                            pod.environment("GREETING", secret)
                                .environment("EMPTY", "")
                                .environment("KAFKA_OPTS", secret))
                    .topic("t", topic -> topic.setting("retention.ms", "1000")))
        .namespaces(NamespacesSpec.of("c-zookeeper", "c-kafka"))
        .label("secret-of", "nobody")
        .build();
  }

  private static ClusterPlan planned(ClusterSpec spec) {
    return Planner.plan(spec, FACTS);
  }

  private static Manifests rendered(ClusterPlan plan) {
    return Rendering.of(plan, Rendering.CURRENT, Patches.none());
  }

  private static ConfigMap owner(Manifests manifests) {
    return Rendering.only(manifests, ConfigMap.class, OwnerObject.name("c"));
  }

  /** The manifests, as if they had been applied. */
  private record Applied(Manifests manifests) implements SecretSource {
    @Override
    public Optional<Secret> secret(String namespace, String name) {
      return find(Secret.class, namespace, name);
    }

    @Override
    public Optional<StatefulSet> statefulSet(String namespace, String name) {
      return find(StatefulSet.class, namespace, name);
    }

    private <T extends HasMetadata> Optional<T> find(Class<T> type, String namespace, String name) {
      return manifests
          .objects(type)
          .filter(object -> object.getMetadata().getName().equals(name))
          .filter(object -> object.getMetadata().getNamespace().equals(namespace))
          .findFirst();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MARKED,
        "=: #!\\u0041 \"quoted\" ",
        "two\nlines\tand a tab",
        "pässwörd-鮪",
        "$(HOME)"
      })
  void readsBackWhatWasDeployedSecretsIncluded(String secret) {
    ClusterPlan plan = planned(secretive(secret));
    Manifests manifests = rendered(plan);
    SecretSource applied = new Applied(manifests);

    ClusterSpec spec = OwnerObject.spec(owner(manifests), JSON, applied).orElseThrow();
    ClusterPlan read = OwnerObject.plan(owner(manifests), spec, JSON, applied).orElseThrow();

    assertThat(spec).isEqualTo(plan.spec());
    assertThat(rendered(read).toYaml()).isEqualTo(manifests.toYaml());
    assertThat(rendered(planned(spec)).toYaml()).isEqualTo(manifests.toYaml());
  }

  @Test
  void refusesToDeployWhatMayNotBeSeen() {
    Manifests manifests = rendered(planned(secretive(MARKED)));

    ClusterSpec spec = OwnerObject.spec(owner(manifests), JSON, SecretSource.none()).orElseThrow();

    assertThatThrownBy(() -> planned(spec))
        .isInstanceOfSatisfying(
            InvalidPlanException.class,
            e ->
                assertThat(e.problems())
                    .filteredOn(problem -> problem.severity() == Severity.ERROR)
                    .allMatch(problem -> problem.code() == ProblemCode.VALUE_MASKED)
                    .extracting(Problem::place)
                    .containsExactlyInAnyOrder(
                        "zookeeper.settings[ssl.quorum.keyStore.password]",
                        "zookeeper.pod.environment[GREETING]",
                        "zookeeper.pod.environment[SERVER_JVMFLAGS]",
                        "kafka.settings[ssl.keystore.password]",
                        "kafka.settings[listener.name.client.ssl.key.password]",
                        "kafka.pod.environment[GREETING]",
                        "kafka.pod.environment[EMPTY]",
                        "kafka.pod.environment[KAFKA_OPTS]"));
  }

  @Test
  void takesAValueThatIsGivenAgain() {
    ClusterPlan plan =
        planned(
            ClusterSpec.builder()
                .name("c")
                .zookeeper(zookeeper -> zookeeper.servers(1))
                .kafka(kafka -> kafka.brokers(1).setting("ssl.keystore.password", MARKED))
                .build());
    ClusterSpec masked =
        OwnerObject.spec(owner(rendered(plan)), JSON, SecretSource.none()).orElseThrow();

    ClusterSpec again =
        masked.toBuilder()
            .kafka(masked.kafka().toBuilder().setting("ssl.keystore.password", MARKED).build())
            .build();

    assertThat(rendered(planned(again)).toYaml()).isEqualTo(rendered(plan).toYaml());
  }

  @Test
  void knowsThePlanWhateverMayBeSeen() {
    ClusterPlan plan = planned(secretive(MARKED));
    ConfigMap owner = owner(rendered(plan));
    ClusterSpec spec = OwnerObject.spec(owner, JSON, SecretSource.none()).orElseThrow();

    ClusterPlan read = OwnerObject.plan(owner, spec, JSON, SecretSource.none()).orElseThrow();

    assertThat(read.workloads())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("asked", "nodes")
        .isEqualTo(plan.workloads());
    assertThat(read.workloads()).allSatisfy(its -> assertThat(its.asked()).isIn(asked(spec)));
    assertThat(read.nodes()).extracting(NodePlan::name).isEqualTo(names(plan));
    assertThat(read.listeners()).isEqualTo(plan.listeners());
    assertThat(read.traffic()).isEqualTo(plan.traffic());
    assertThat(read.brokers()).hasSize(2);
    assertThat(read.brokers().get(1).config().value("ssl.keystore.password"))
        .contains(Secrets.MASK);
    assertThat(read.brokers().get(1).config().value("broker.id"))
        .isEqualTo(plan.brokers().get(1).config().value("broker.id"));
  }

  private static List<Object> asked(ClusterSpec spec) {
    return List.of(spec.quorum(), spec.kafka());
  }

  private static List<String> names(ClusterPlan plan) {
    return plan.nodes().stream().map(NodePlan::name).toList();
  }

  @Test
  void tellsNoSecretInAnythingThatIsPrinted() {
    ClusterPlan plan = planned(secretive(MARKED));
    ConfigMap owner = owner(rendered(plan));

    assertThat(new KubernetesSerialization().asYaml(owner)).doesNotContain(MARKED);
    assertThat(plan.describe()).doesNotContain(MARKED);
    assertThat(plan.spec().toString()).doesNotContain(MARKED);
    assertThat(plan.toString()).doesNotContain(MARKED);
    assertThatThrownBy(
            () ->
                planned(
                    secretive(MARKED).toBuilder()
                        .kafka(
                            secretive(MARKED).kafka().toBuilder()
                                .setting("broker.id", "7")
                                .setting("sasl.jaas.config", MARKED)
                                .build())
                        .build()))
        .isInstanceOf(InvalidPlanException.class)
        .message()
        .doesNotContain(MARKED);
  }

  @Test
  void tellsLabelsWhateverTheirNames() {
    ClusterSpec read =
        OwnerObject.spec(owner(rendered(planned(secretive(MARKED)))), JSON, SecretSource.none())
            .orElseThrow();

    assertThat(read.labels()).containsEntry("secret-of", "nobody");
  }

  @Test
  void masksAVariableThatSomebodyElseHasWritten() {
    Manifests manifests = rendered(planned(secretive(MARKED)));
    StatefulSet changed =
        new KubernetesSerialization()
            .clone(Rendering.only(manifests, StatefulSet.class, "c-broker"));
    changed.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().stream()
        .filter(variable -> variable.getName().equals("KAFKA_OPTS"))
        .forEach(variable -> variable.setValue("-Dother=1"));
    SecretSource source =
        new SecretSource() {
          @Override
          public Optional<Secret> secret(String namespace, String name) {
            return Optional.empty();
          }

          @Override
          public Optional<StatefulSet> statefulSet(String namespace, String name) {
            return Optional.of(changed);
          }
        };

    ClusterSpec spec = OwnerObject.spec(owner(manifests), JSON, source).orElseThrow();

    assertThat(spec.kafka().pod().environment())
        .containsEntry("KAFKA_OPTS", Secrets.MASK)
        .containsEntry("GREETING", MARKED)
        .containsEntry("EMPTY", "");
  }

  @Test
  void leavesOutAPlanThatIsTooLong() {
    ConfigMap owner = owner(rendered(planned(Rendering.cluster(1, 900).build())));

    assertThat(owner.getData()).containsKey(OwnerObject.SPEC).doesNotContainKey(OwnerObject.PLAN);
  }

  @Test
  void readsTheFirstForm() throws IOException {
    ConfigMap owner = ofForm1();

    ClusterSpec spec = OwnerObject.spec(owner, JSON, SecretSource.none()).orElseThrow();

    assertThat(spec.name()).isEqualTo("orders");
    assertThat(spec.kafka().pod().environment()).containsEntry("TZ", Secrets.MASK);
    assertThat(OwnerObject.plan(owner, spec, JSON, SecretSource.none())).isEmpty();
    assertThat(Planner.adopt(spec, FACTS).brokers()).hasSize(4);
    assertThatThrownBy(() -> planned(spec))
        .isInstanceOf(InvalidPlanException.class)
        .hasMessageContaining("kafka.pod.environment[TZ]");
  }

  @Test
  void readsAPlanOfALaterFormAsNone() {
    ClusterPlan plan = planned(secretive(MARKED));
    ConfigMap owner = owner(rendered(plan));
    owner
        .getData()
        .compute(
            OwnerObject.PLAN,
            (key, text) -> Objects.requireNonNull(text).replace("plan-v1", "plan-v2"));

    assertThat(OwnerObject.plan(owner, plan.spec(), JSON, SecretSource.none())).isEmpty();
  }

  private static ConfigMap ofForm1() throws IOException {
    try (InputStream form1 =
        Objects.requireNonNull(OwnerObjectTest.class.getResourceAsStream("owner-of-form-1.yaml"))) {
      Object read = new KubernetesSerialization().unmarshal(form1);
      return (ConfigMap) (read instanceof List<?> several ? several.get(0) : read);
    }
  }
}
