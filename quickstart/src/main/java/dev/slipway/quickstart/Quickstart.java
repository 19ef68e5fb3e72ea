package dev.slipway.quickstart;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.target.Deployment;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import dev.slipway.kubernetes.KubernetesDeployment;
import dev.slipway.kubernetes.KubernetesTarget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.PrintStream;

/**
 * The main job: three ZooKeeper servers and three brokers, used from outside and proved; on this
 * machine, or with {@code -Dtarget=kubernetes} on the cluster that the kubeconfig names.
 */
public final class Quickstart {
  private static final ClusterSpec SPEC =
      cluster("quickstart")
          .zookeeper(3)
          .kafka(kafka -> kafka.brokers(3).topic(Greetings.TOPIC, topic -> topic.partitions(3)))
          .expose(nodePortPerBroker())
          .build();

  private Quickstart() {}

  /** Runs it and prints what happens. */
  public static void main(String[] arguments) throws InterruptedException {
    String target = System.getProperty("target", "embedded");
    switch (target) {
      case "embedded" -> onThisMachine(System.out);
      case "kubernetes" -> {
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
          onKubernetes(client, System.out);
        }
      }
      default ->
          throw new IllegalArgumentException(
              "target: " + target + " (expected: embedded or kubernetes)");
    }
  }

  static void onThisMachine(PrintStream out) throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    out.println("Starting three ZooKeeper servers and three brokers on this machine");
    try (EmbeddedDeployment kafka = EmbeddedTarget.create().deploy(SPEC)) {
      watch.lap("deploy");
      kafka.phases().forEach(phase -> watch.part(phase.name(), phase.took()));
      use(kafka, out, watch);
    }
    watch.lap("close");
    out.println();
    out.println(watch);
  }

  /** In a namespace of its own, which is deleted at the end. */
  public static void onKubernetes(KubernetesClient client, PrintStream out)
      throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    out.println("Starting three ZooKeeper servers and three brokers on the kubeconfig's cluster");
    KubernetesTarget target = KubernetesTarget.of(client).progress(out::println);
    try (KubernetesDeployment kafka = target.deploy(SPEC)) {
      watch.lap("deploy");
      use(kafka, out, watch);
      kafka.deleteWithVolumes();
    }
    watch.lap("delete");
    out.println();
    out.println(watch);
  }

  private static void use(Deployment kafka, PrintStream out, Stopwatch watch)
      throws InterruptedException {
    VerificationReport report = kafka.verify();
    watch.lap("verify");
    out.println(new TopologyTable(kafka.plan(), report));

    new Greetings(kafka.plan(), "EXTERNAL").exchange(out);
    watch.lap("hello and world");

    out.println();
    out.println(report.orThrow());
  }
}
