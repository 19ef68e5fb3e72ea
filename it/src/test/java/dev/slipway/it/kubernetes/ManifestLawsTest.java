package dev.slipway.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.it.plan.OwnerRoundTrip;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.manifest.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every cluster that is rendered. */
class ManifestLawsTest {
  // RFC 1123, as Kubernetes checks names of Services, pods and values of labels.
  private static final int LABEL_LENGTH = 63;

  @ParameterizedTest
  @EnumSource
  void rendersTheSameBytesTwice(ManifestCase manifestCase) {
    assertThat(manifestCase.manifests().toYaml()).isEqualTo(manifestCase.manifests().toYaml());
  }

  @ParameterizedTest
  @EnumSource
  void readsBackEqualObjects(ManifestCase manifestCase) {
    Manifests manifests = manifestCase.manifests();

    Object read = new KubernetesSerialization().unmarshal(manifests.toYaml());

    assertThat(new ArrayList<Object>((Collection<?>) read))
        .isEqualTo(new ArrayList<Object>(manifests.objects()));
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhoAttachesWhatWasAskedAndDecided(ManifestCase manifestCase) {
    new OwnerRoundTrip(manifestCase.plan(), manifestCase.manifests())
        .holds(manifestCase.version(), ManifestCase.providers());
  }

  @ParameterizedTest
  @EnumSource
  void declaresEveryPortOfThePlanInTheHeadlessService(ManifestCase manifestCase) {
    assertThat(manifestCase.plan().workloads()).isNotEmpty();
    for (WorkloadPlan workload : manifestCase.plan().workloads()) {
      Service headless =
          manifestCase
              .manifests()
              .objects(Service.class)
              .filter(service -> service.getMetadata().getName().equals(workload.name()))
              .findFirst()
              .orElseThrow();

      assertThat(headless.getSpec().getClusterIP()).isEqualTo("None");
      assertThat(headless.getSpec().getPublishNotReadyAddresses()).isTrue();
      assertThat(headless.getSpec().getPorts().stream().map(ServicePort::getPort))
          .containsExactlyElementsOf(workload.ports().stream().map(PortPlan::number).toList());
      assertThat(headless.getSpec().getPorts())
          .isNotEmpty()
          .allSatisfy(
              port -> {
                assertThat(port.getAppProtocol()).isEqualTo("tcp");
                assertThat(port.getTargetPort().getIntVal()).isEqualTo(port.getPort());
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void selectsThePodsOfEachWorkloadAndNoOthers(ManifestCase manifestCase) {
    Manifests manifests = manifestCase.manifests();
    List<Map<String, String>> pods =
        manifests
            .objects(StatefulSet.class)
            .map(set -> set.getSpec().getTemplate().getMetadata().getLabels())
            .toList();

    assertThat(manifests.objects(StatefulSet.class))
        .isNotEmpty()
        .allSatisfy(
            set ->
                assertThat(selected(set.getSpec().getSelector().getMatchLabels(), pods))
                    .isEqualTo(1));
    assertThat(manifests.objects(Service.class).filter(service -> !isOfOnePod(service)))
        .isNotEmpty()
        .allSatisfy(
            service -> assertThat(selected(service.getSpec().getSelector(), pods)).isEqualTo(1));
  }

  private static boolean isOfOnePod(Service service) {
    return service.getSpec().getSelector().containsKey("statefulset.kubernetes.io/pod-name");
  }

  private static long selected(Map<String, String> selector, List<Map<String, String>> pods) {
    return pods.stream()
        .filter(labels -> labels.entrySet().containsAll(selector.entrySet()))
        .count();
  }

  @ParameterizedTest
  @EnumSource
  void exposesPodsThatThereAre(ManifestCase manifestCase) {
    Manifests manifests = manifestCase.manifests();
    boolean exposed =
        manifestCase.plan().listeners().stream()
            .anyMatch(listener -> listener.exposure().isPresent());
    List<String> brokers =
        manifestCase.plan().brokers().stream().map(broker -> broker.name()).toList();

    assertThat(
            manifests
                .objects(Service.class)
                .filter(ManifestLawsTest::isOfOnePod)
                .map(
                    service ->
                        service.getSpec().getSelector().get("statefulset.kubernetes.io/pod-name")))
        .containsExactlyInAnyOrderElementsOf(exposed ? brokers : List.of());
  }

  @Test
  void coversExposedPodsAndClaims() {
    assertThat(objects(Service.class)).anyMatch(ManifestLawsTest::isOfOnePod);
    assertThat(objects(StatefulSet.class))
        .anyMatch(set -> !set.getSpec().getVolumeClaimTemplates().isEmpty());
  }

  private static <T extends HasMetadata> Stream<T> objects(Class<T> type) {
    return ManifestCase.all().flatMap(one -> one.manifests().objects(type));
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatChangesOutOfWhatNeverMay(ManifestCase manifestCase) {
    assertThat(manifestCase.manifests().objects(StatefulSet.class))
        .isNotEmpty()
        .allSatisfy(
            set -> {
              assertThat(set.getSpec().getSelector().getMatchLabels())
                  .containsOnlyKeys(Labels.CLUSTER, Labels.COMPONENT);
              for (PersistentVolumeClaim claim : set.getSpec().getVolumeClaimTemplates()) {
                assertThat(claim.getMetadata().getLabels())
                    .containsOnlyKeys(Labels.CLUSTER, Labels.COMPONENT);
                assertThat(
                        Optional.ofNullable(claim.getMetadata().getAnnotations()).orElse(Map.of()))
                    .isEmpty();
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void marksEveryObject(ManifestCase manifestCase) {
    assertThat(manifestCase.manifests().objects())
        .isNotEmpty()
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getLabels())
                  .containsKeys(
                      Labels.NAME,
                      Labels.INSTANCE,
                      Labels.COMPONENT,
                      Labels.PART_OF,
                      Labels.MANAGED_BY,
                      Labels.VERSION)
                  .containsEntry(Labels.CLUSTER, manifestCase.spec().name())
                  .containsAllEntriesOf(manifestCase.spec().labels());
              assertThat(object.getMetadata().getLabels().values())
                  .allMatch(value -> value.length() <= LABEL_LENGTH);
            });
  }

  @ParameterizedTest
  @EnumSource
  void namesWithinTheLimits(ManifestCase manifestCase) {
    assertThat(manifestCase.manifests().objects())
        .isNotEmpty()
        .extracting(HasMetadata::getMetadata)
        .allSatisfy(metadata -> assertThat(metadata.getName()).hasSizeLessThanOrEqualTo(63));
    assertThat(manifestCase.manifests().objects(StatefulSet.class))
        .isNotEmpty()
        .allSatisfy(
            set ->
                assertThat(set.getSpec().getTemplate().getSpec().getContainers().get(0).getPorts())
                    .isNotEmpty()
                    .allSatisfy(port -> assertThat(port.getName()).hasSizeLessThanOrEqualTo(15)));
  }

  @ParameterizedTest
  @EnumSource
  void putsEveryObjectIntoTheNamespaceOfItsNodes(ManifestCase manifestCase) {
    String zookeeper = manifestCase.spec().namespaces().zookeeper();
    String kafka = manifestCase.spec().namespaces().kafka();

    assertThat(manifestCase.manifests().objects())
        .filteredOn(object -> !object.getKind().equals("Namespace"))
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.getMetadata().getNamespace())
                    .isEqualTo(
                        NodeRole.ZOOKEEPER
                                .word()
                                .equals(object.getMetadata().getLabels().get(Labels.COMPONENT))
                            ? zookeeper
                            : kafka));
  }

  @ParameterizedTest
  @EnumSource
  void staysWithinWhatAnObjectMayHold(ManifestCase manifestCase) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    assertThat(manifestCase.manifests().objects())
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(serialization.asJson(object).getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(1 << 20));
  }
}
