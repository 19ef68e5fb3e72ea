package dev.slipway.it.kubernetes;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.mesh.istio.Istio.istio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.kubernetes.KubernetesTarget;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real Istio where the Pod Security Standard forbids the container that it adds. */
@Tag("mesh")
class IstioLevelsTest {
  private static final String NAME = "istio-restricted";

  @RegisterExtension final RealCluster real = RealCluster.connect();

  @Test
  void areTheReasonWhyPodsAreRefusedAndSaidEarly() {
    real.claim(NAME);
    KubernetesTarget target =
        KubernetesTarget.of(real.client()).patched(RealCluster.restricting(NAME));
    ClusterSpec spec = cluster(NAME).zookeeper(1).kafka(1).mesh(istio()).build();

    long begin = System.nanoTime();
    assertThatThrownBy(() -> target.deploy(spec))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("violates PodSecurity")
        .hasMessageContaining("istio-init")
        .hasMessageContaining("istio-cni");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
  }
}
