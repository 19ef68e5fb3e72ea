package dev.slipway.it.bench;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.render.KubernetesRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Renders the main sentence without a mesh and with each: a mesh costs less than the rest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MeshBenchmark {
  private static final KubernetesFacts FACTS =
      KubernetesFacts.builder()
          .machine(MachineFacts.of("node-a", NodeAddressType.INTERNAL_IP, "10.0.0.1"))
          .build();
  private static final ServerVersion VERSION = new ServerVersion(1, 34);

  /** The mesh. */
  @Param({"none", "osm", "istio"})
  String mesh = "none";

  private final ProviderSource providers = ProviderSource.of(MeshBenchmark.class.getClassLoader());
  private ClusterPlan plan = Planner.plan(sentence("none"), FACTS);

  /** For JMH. */
  public MeshBenchmark() {}

  /** Says the sentence. */
  @Setup
  public void say() {
    plan = Planner.plan(sentence(mesh), FACTS);
  }

  private static ClusterSpec sentence(String mesh) {
    return switch (mesh) {
      case "osm" -> cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker()).build();
      case "istio" ->
          cluster().zookeeper(3).kafka(3).mesh(istio()).expose(nodePortPerBroker()).build();
      default -> cluster().zookeeper(3).kafka(3).expose(nodePortPerBroker()).build();
    };
  }

  /** Renders. */
  @Benchmark
  public Manifests render() {
    return KubernetesRenderer.render(plan, VERSION, providers);
  }
}
