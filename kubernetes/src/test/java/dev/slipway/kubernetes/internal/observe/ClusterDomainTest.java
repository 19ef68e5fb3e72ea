package dev.slipway.kubernetes.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterDomainTest {
  @ParameterizedTest
  @CsvSource({
    "kubernetes cluster.local in-addr.arpa ip6.arpa {, cluster.local",
    "kubernetes corp.example in-addr.arpa ip6.arpa {, corp.example",
    "kubernetes corp.example. {, corp.example",
    "kubernetes corp.example cluster.local {, cluster.local",
    "kubernetes in-addr.arpa k8s {, k8s",
    "kubernetes k8s.corp.example, k8s.corp.example",
    "kubernetes {$CLUSTER_DOMAIN} in-addr.arpa {,",
    "kubernetes {,",
    "# kubernetes corp.example {,",
    "forward . /etc/resolv.conf,"
  })
  void isAZoneOfThePluginThatIsNotOfAddresses(String line, String domain) {
    String file =
        ".:53 {\n    errors\n    " + line + "\n       pods insecure\n    }\n    cache 30\n}\n";

    assertThat(ClusterDomain.of(file)).isEqualTo(Optional.ofNullable(domain));
  }

  @Test
  void isInTheNamesThatBrokersWereGiven() {
    assertThat(ClusterDomain.ofPod("kafka-broker-0.kafka-broker.kafka.svc.corp.example", "kafka"))
        .hasValue("corp.example");
    assertThat(ClusterDomain.ofPod("127.0.0.1", "kafka")).isEmpty();
    assertThat(new RunningCluster(Optional.empty(), Map.of()).advertised()).isEmpty();
  }
}
