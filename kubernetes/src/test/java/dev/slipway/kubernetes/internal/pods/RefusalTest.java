package dev.slipway.kubernetes.internal.pods;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static final String OF_POD =
      "FailedCreate: create Pod kafka-broker-0 in StatefulSet kafka-broker failed error: ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admission webhook \"validate.kyverno.svc-fail\" denied the request: no latest",
        "admission webhook \"x.example.com\" denied the request without explanation",
        "pods \"kafka-broker-0\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b'"
            + " denied request: no",
        "pods \"kafka-broker-0\" is forbidden: exceeded quota: one-pod, requested: pods=1",
        "pods \"kafka-broker-0\" is forbidden: maximum memory usage per Container is 64Mi",
        "pods \"kafka-broker-0\" is forbidden: violates PodSecurity \"restricted:latest\":"
            + " runAsNonRoot != true",
        "Pod \"kafka-broker-0\" is invalid: spec.containers[0].image: Required value"
      })
  void lastsWhereThePodWasJudged(String answer) {
    assertThat(Refusal.of(OF_POD + answer).lasting()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Internal error occurred: failed calling webhook \"inject.istio.io\": failed to call"
            + " webhook: Post \"https://istiod.istio-system.svc\": connection refused",
        "Internal error occurred: failed calling webhook \"x\": denied the request by a proxy,"
            + " forbidden",
        "etcdserver: request timed out",
        "The POST operation against Pod could not be completed at this time, please try again."
      })
  void passesWhereItWasNot(String answer) {
    assertThat(Refusal.of(OF_POD + answer).lasting()).isFalse();
  }

  @Test
  void isNotWhatOtherWarningsTell() {
    assertThat(Refusal.of("Unhealthy: Readiness probe failed: 403 forbidden"))
        .isEqualTo(new Refusal("", false));
  }

  @Test
  void tellsWhatAMeshNeedsUnderPodSecurity() {
    String warning =
        OF_POD
            + "pods \"kafka-broker-0\" is forbidden: violates PodSecurity \"restricted:latest\":"
            + " unrestricted capabilities (container \"istio-init\" must not include \"NET_ADMIN\","
            + " \"NET_RAW\" in securityContext.capabilities.add)";

    assertThat(Refusal.explained(warning))
        .startsWith(warning + " (")
        .contains("istio-cni")
        .contains("pod-security.kubernetes.io/enforce=privileged");
    assertThat(Refusal.explained(OF_POD + "etcdserver: request timed out"))
        .isEqualTo(OF_POD + "etcdserver: request timed out");
  }
}
