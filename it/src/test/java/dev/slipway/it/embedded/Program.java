package dev.slipway.it.embedded;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.embedded.EmbeddedDeployment;
import dev.slipway.embedded.EmbeddedTarget;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A user's program, which launches a cluster and then meets with a fate. */
final class Program {

  /** What has come about when it says the brokers' addresses, and what it does then. */
  enum Scene {
    /** The cluster is up, and stays so. */
    UP,
    /** The cluster is up, and one node is paused. */
    PAUSED,
    /** The cluster is up; main ends by itself without closing it. */
    ENDING,
    /** The cluster is up; main exits without closing it. */
    EXITING,
    /** The cluster was up, and is closed. */
    CLOSED
  }

  private Program() {}

  static ClusterSpec spec(int base) {
    return cluster("program")
        // A killed broker is taken for dead after two seconds, not six.
        .zookeeper(zookeeper -> zookeeper.servers(1).setting("tickTime", "1000"))
        .kafka(
            kafka -> kafka.brokers(1).setting("zookeeper.session.timeout.ms", "2000").topic("kept"))
        .expose(nodePortPerBroker().from(base))
        .build();
  }

  /**
   * Launches a cluster.
   *
   * @param args the layout, the scene, the port of the broker, and the folder of the data if it is
   *     not to be a temporary one
   */
  public static void main(String[] args) throws Exception {
    EmbeddedTarget target = Layout.valueOf(args[0]).target();
    Scene scene = Scene.valueOf(args[1]);
    if (args.length > 3) {
      target = target.dataIn(Path.of(args[3]));
    }
    EmbeddedDeployment kafka = target.deploy(spec(Integer.parseInt(args[2])));
    if (scene == Scene.PAUSED) {
      kafka.broker(0).pause();
    }
    if (scene == Scene.CLOSED) {
      kafka.close();
    }
    System.out.println(kafka.bootstrapServers() + "," + kafka.zookeeperConnect());
    if (scene == Scene.EXITING) {
      System.exit(7);
    }
    if (scene == Scene.UP || scene == Scene.PAUSED) {
      new CountDownLatch(1).await();
    }
  }
}
