package dev.slipway.examples;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.io.PrintStream;
import java.time.Duration;

/** The main job: three ZooKeeper servers and three brokers on this machine, used and proved. */
public final class Quickstart {
  private Quickstart() {}

  /** Runs it and prints what happens. */
  public static void main(String[] arguments) throws InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException {
    ClusterSpec spec =
        cluster()
            .zookeeper(3)
            .kafka(kafka -> kafka.brokers(3).topic(Greetings.TOPIC, topic -> topic.partitions(3)))
            .expose(nodePortPerBroker())
            .build();

    Stopwatch watch = new Stopwatch();
    try (EmbeddedDeployment kafka = EmbeddedTarget.create().deploy(spec)) {
      watch.lap("deploy");
      kafka.phases().forEach(phase -> watch.part(phase.name(), phase.took()));

      VerificationReport report = kafka.verify();
      watch.lap("verify");
      out.println(new TopologyTable(kafka.plan(), report));

      new Greetings(kafka.plan(), "EXTERNAL").exchange(out);
      watch.lap("hello and world");

      out.println();
      out.println(report.orThrow());
    }
    watch.lap("close");
    out.println();
    out.println(watch);
  }

  /** Where the time went. */
  private static final class Stopwatch {
    private final StringBuilder laps = new StringBuilder("Where the time went\n");
    private final long begin = System.nanoTime();
    private long last = begin;

    void lap(String what) {
      long now = System.nanoTime();
      line("  " + what, Duration.ofNanos(now - last));
      last = now;
    }

    void part(String what, Duration took) {
      line("    of which " + what, took);
    }

    private void line(String what, Duration took) {
      laps.append(String.format("%-28s %6d ms%n", what, took.toMillis()));
    }

    @Override
    public String toString() {
      return laps
          + String.format(
              "%-28s %6d ms", "  in all", Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
  }
}
