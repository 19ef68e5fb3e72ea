package dev.slipway.it.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No pod violates the restricted Pod Security Standard, control by control.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Kubernetes:
 *     Pod Security Standards</a>
 */
class RestrictedPodsTest {
  @ParameterizedTest
  @EnumSource
  void sharesNothingWithItsMachine(ManifestCase manifestCase) {
    assertThat(pods(manifestCase))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              assertThat(pod.getHostNetwork()).isNull();
              assertThat(pod.getHostPID()).isNull();
              assertThat(pod.getHostIPC()).isNull();
              assertThat(pod.getSecurityContext().getSysctls()).isEmpty();
              assertThat(containers(pod))
                  .flatExtracting(Container::getPorts)
                  .isNotEmpty()
                  .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
            });
  }

  @ParameterizedTest
  @EnumSource
  void usesVolumesOfTheAllowedKinds(ManifestCase manifestCase) {
    assertThat(pods(manifestCase))
        .flatExtracting(PodSpec::getVolumes)
        .isNotEmpty()
        .allSatisfy(volume -> assertThat(isAllowed(volume)).isTrue());
  }

  private static boolean isAllowed(Volume volume) {
    return volume.getConfigMap() != null
        || volume.getEmptyDir() != null
        || volume.getSecret() != null
        || volume.getPersistentVolumeClaim() != null;
  }

  @ParameterizedTest
  @EnumSource
  void runsAsSomebodyWithoutPrivilege(ManifestCase manifestCase) {
    assertThat(pods(manifestCase))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(containers(pod))
                  .isNotEmpty()
                  .extracting(Container::getSecurityContext)
                  .allSatisfy(
                      security -> {
                        assertThat(security.getPrivileged()).isNull();
                        assertThat(security.getProcMount()).isNull();
                        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                        assertThat(security.getCapabilities().getAdd()).isEmpty();
                        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                      });
            });
  }

  @ParameterizedTest
  @EnumSource
  void hasNoTokenAndNoServiceLinks(ManifestCase manifestCase) {
    assertThat(pods(manifestCase))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getEnableServiceLinks()).isFalse();
            });
  }

  private static Stream<PodSpec> pods(ManifestCase manifestCase) {
    return manifestCase
        .manifests()
        .objects(StatefulSet.class)
        .map(set -> set.getSpec().getTemplate().getSpec());
  }

  private static List<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getContainers().stream(), pod.getInitContainers().stream()).toList();
  }
}
