package dev.slipway.it.bench;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
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

/** Plans the main sentence with 3, 100 and 1,000 brokers, and writes its page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlannerBenchmark {
  private static final KubernetesFacts FACTS =
      KubernetesFacts.builder()
          .machine(MachineFacts.of("node-a", NodeAddressType.INTERNAL_IP, "10.0.0.1"))
          .build();

  /** The number of brokers. */
  @Param({"3", "100", "1000"})
  int brokers;

  private ClusterSpec spec = sentence(3);
  private ClusterPlan plan = Planner.plan(spec, FACTS);

  /** For JMH. */
  public PlannerBenchmark() {}

  /** Says the sentence. */
  @Setup
  public void say() {
    spec = sentence(brokers);
    plan = Planner.plan(spec, FACTS);
  }

  private static ClusterSpec sentence(int brokers) {
    return cluster().zookeeper(3).kafka(brokers).mesh(OSM).expose(nodePortPerBroker()).build();
  }

  /** Plans. */
  @Benchmark
  public ClusterPlan plan() {
    return Planner.plan(spec, FACTS);
  }

  /** Writes the page. */
  @Benchmark
  public String describe() {
    return plan.describe();
  }

  /** Writes every file. */
  @Benchmark
  public int render() {
    return plan.brokers().stream().mapToInt(broker -> broker.config().render().length()).sum();
  }
}
