package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.plan.Planner;
import org.junit.jupiter.api.Test;

class MeshGuidesTest {
  @Test
  void planTheGuides() {
    assertThat(Planner.plan(OsmGuide.spec(), KubernetesFacts.builder().build()).describe())
        .contains("Mesh osm", "kafka/default", "zookeeper/kafka-zookeeper");
    assertThat(Planner.plan(IstioGuide.spec(), KubernetesFacts.builder().build()).describe())
        .contains("Mesh istio", "default/sleep", "kafka/kafka-zookeeper");
  }
}
