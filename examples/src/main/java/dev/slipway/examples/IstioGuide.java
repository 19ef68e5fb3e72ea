package dev.slipway.examples;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.mesh.istio.Istio.istio;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Planner;

/**
 * The guide "StatefulSets made easier with Istio 1.10" in one sentence, with Kafka; {@code
 * docs/mesh-istio.md} compares the two. It prints the plan: what is launched, and who may open
 * which port of whom.
 */
public final class IstioGuide {
  private IstioGuide() {}

  /** ZooKeeper and Kafka in one namespace of the mesh, with one client. */
  public static ClusterSpec spec() {
    return cluster()
        .zookeeper(3)
        .kafka(3)
        .mesh(istio().version("1.10"))
        .allow(serviceAccount("sleep", "default"))
        .build();
  }

  /** Prints the plan. */
  public static void main(String[] arguments) {
    System.out.println(Planner.plan(spec(), KubernetesFacts.builder().build()).describe());
  }
}
