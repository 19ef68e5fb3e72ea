package dev.slipway.kubernetes.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InClusterNameTest {
  @ParameterizedTest
  @CsvSource({
    "zk, */zk/own",
    "zk.team, zk/team/own */zk/team",
    "zk-0.zk.team, zk-0/zk/team",
    "zk.team.svc, */zk/team",
    "zk-0.zk.team.svc, zk-0/zk/team",
    "zk-0.zk.team.svc.corp.example, zk-0/zk/team",
    "zk.team.svc.cluster.local, */zk/team",
    "zk-0.zookeeper.corp.example, ''",
    "10.0.0.1, ''",
    "2001:db8::1, ''"
  })
  void isWhatAPodsResolverTries(String host, String places) {
    List<String> expected = places.isEmpty() ? List.of() : Arrays.asList(places.split(" ", -1));

    assertThat(InClusterName.of(host, "own"))
        .extracting(name -> name.pod().orElse("*") + "/" + name.service() + "/" + name.namespace())
        .isEqualTo(expected);
  }
}
