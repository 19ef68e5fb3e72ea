package dev.slipway.examples;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.Planner;

/**
 * The guide "Stateful applications with OSM" in one sentence; {@code docs/mesh-osm.md} compares the
 * two. It prints the plan: what is launched, and who may open which port of whom.
 */
public final class OsmGuide {
  private OsmGuide() {}

  /** ZooKeeper and Kafka in two namespaces of the mesh, with one client. */
  public static ClusterSpec spec() {
    return cluster()
        .zookeeper(zookeeper -> zookeeper.servers(3).chroot("/kafka-root"))
        .kafka(3)
        .mesh(OSM)
        .inNamespaces("zookeeper", "kafka")
        .allow(serviceAccount("default", "kafka"))
        .build();
  }

  /** Prints the plan. */
  public static void main(String[] arguments) {
    System.out.println(Planner.plan(spec(), KubernetesFacts.builder().build()).describe());
  }
}
