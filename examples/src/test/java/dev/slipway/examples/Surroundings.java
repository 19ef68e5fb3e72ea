package dev.slipway.examples;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.target.Deployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.util.List;
import java.util.stream.Collectors;

/** What the code of a javadoc comment may take for granted. */
public class Surroundings {
  /** Javadoc shows no imports. */
  static final String IMPORTS =
      List.of(
              "static dev.slipway.dsl.Slipway.*",
              "static dev.slipway.exposure.Exposures.*",
              "static dev.slipway.mesh.istio.Istio.istio",
              "static dev.slipway.mesh.osm.OpenServiceMesh.OSM",
              "dev.slipway.core.facts.*",
              "dev.slipway.core.json.*",
              "dev.slipway.core.model.*",
              "dev.slipway.core.plan.*",
              "dev.slipway.core.probe.*",
              "dev.slipway.core.settings.*",
              "dev.slipway.core.target.*",
              "dev.slipway.embedded.*",
              "dev.slipway.examples.QuarkusTestResourceLifecycleManager",
              "dev.slipway.junit5.*",
              "dev.slipway.kubernetes.*",
              "dev.slipway.kubernetes.change.*",
              "dev.slipway.kubernetes.manifest.*",
              "io.fabric8.kubernetes.api.model.apps.StatefulSet",
              "io.fabric8.kubernetes.client.KubernetesClient",
              "io.fabric8.kubernetes.client.KubernetesClientBuilder",
              "java.util.Map",
              "org.apache.kafka.clients.producer.*",
              "org.junit.jupiter.api.Test",
              "org.junit.jupiter.api.extension.RegisterExtension")
          .stream()
          .map(name -> "import " + name + ";\n")
          .collect(Collectors.joining());

  protected static final ClusterSpec spec =
      ClusterSpec.builder()
          .quorum(ZooKeeperSpec.builder().servers(1).build())
          .kafka(KafkaSpec.builder().brokers(1).build())
          .build();

  protected static final TargetFacts facts =
      KubernetesFacts.builder()
          .machine(MachineFacts.of("node1", NodeAddressType.INTERNAL_IP, "192.0.2.1"))
          .build();

  protected static final ClusterPlan plan = Planner.plan(spec, facts);

  protected static final EmbeddedTarget target = EmbeddedTarget.create();

  /** A running cluster, for the documents that begin with one. */
  protected static Deployment deployment = new NotDeployed();

  protected Surroundings() {}

  /** What the reader does with it. */
  protected static void use(String bootstrapServers) {
    if (bootstrapServers.isEmpty()) {
      throw new IllegalArgumentException("bootstrap servers: none");
    }
  }
}
