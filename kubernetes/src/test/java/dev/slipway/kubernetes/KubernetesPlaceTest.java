package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.model.ClusterSpec;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KubernetesPlaceTest {
  private static final ClusterSpec SPEC =
      ClusterSpec.builder()
          .name("orders")
          .zookeeper(zk -> zk.servers(1))
          .kafka(kafka -> kafka.brokers(1))
          .build();

  @Test
  void isOneForOneNameInOneNamespace() {
    try (KubernetesClient client = client();
        KubernetesClient another = client()) {
      KubernetesTarget target = KubernetesTarget.of(client);

      assertThat(target)
          .isEqualTo(KubernetesTarget.of(client))
          .hasSameHashCodeAs(KubernetesTarget.of(client))
          .isNotEqualTo(KubernetesTarget.of(another))
          .isNotEqualTo(target.readyWithin(Duration.ofSeconds(1)));
      assertThat(target.place(SPEC))
          .contains("https://kubernetes.invalid:6443/ orders/orders")
          .isEqualTo(KubernetesTarget.of(another).place(SPEC));
    }
  }

  private static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("https://kubernetes.invalid:6443")
                .build())
        .build();
  }
}
