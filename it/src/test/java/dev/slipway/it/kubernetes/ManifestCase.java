package dev.slipway.it.kubernetes;

import static dev.slipway.exposure.Exposures.nodePortPerBroker;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.AntiAffinity;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.model.Toleration;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.it.plan.ThreeMachines;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.render.KubernetesRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;
import java.util.stream.Stream;

/** Clusters that are rendered, each with the reason it is interesting. */
enum ManifestCase {
  /** The main job, before the API server has assigned ports. */
  NODE_PORT_UNASSIGNED(34) {
    @Override
    ClusterSpec spec() {
      return exposed().build();
    }
  },
  /** The main job as it is deployed. */
  NODE_PORT_ASSIGNED(34) {
    @Override
    ClusterSpec spec() {
      return exposed().build();
    }

    @Override
    KubernetesFacts facts() {
      KubernetesFacts.Builder facts = ThreeMachines.facts();
      for (int broker = 0; broker < 3; broker++) {
        facts.assignedNodePort("kafka-broker-" + broker + "-external", 31_700 + 11 * broker);
      }
      return facts.build();
    }
  },
  /** Ports from a base, and the oldest server. */
  NODE_PORT_FROM_BASE_ON_1_20(20) {
    @Override
    ClusterSpec spec() {
      return three("kafka")
          .listener(
              ListenerSpec.of(
                  nodePortPerBroker().from(31_093).hostTemplate("broker-{id}.example.com")))
          .build();
    }
  },
  /** The fewest nodes, exposed to nobody. */
  SINGLE_NODE(34) {
    @Override
    ClusterSpec spec() {
      return ClusterSpec.builder()
          .name("tiny")
          .zookeeper(zookeeper -> zookeeper.servers(1))
          .kafka(kafka -> kafka.brokers(1))
          .build();
    }
  },
  /** As the guides have it. */
  TWO_NAMESPACES(34) {
    @Override
    ClusterSpec spec() {
      return ClusterSpec.builder()
          .zookeeper(zookeeper -> zookeeper.servers(3).chroot("/kafka-root"))
          .kafka(kafka -> kafka.brokers(3).topic("hello"))
          .namespaces(NamespacesSpec.of("zookeeper", "kafka"))
          .build();
    }
  },
  /** All that can be said of pods. */
  EVERYTHING_OF_PODS(34) {
    @Override
    ClusterSpec spec() {
      return everything();
    }
  },
  /** The same on a server that lacks some fields. */
  EVERYTHING_OF_PODS_ON_1_20(20) {
    @Override
    ClusterSpec spec() {
      return everything();
    }
  },
  /** Nothing cluster-scoped, and no server of its own. */
  EXISTING_ZOOKEEPER(34) {
    @Override
    ClusterSpec spec() {
      return ClusterSpec.builder()
          .name("orders")
          .quorum(new ExistingZooKeeper("zk-0.zk:2181,zk-1.zk:2181", "/orders"))
          .kafka(kafka -> kafka.brokers(3))
          .namespaces(NamespacesSpec.existing("platform", "platform"))
          .build();
    }
  };

  private final int minor;

  ManifestCase(int minor) {
    this.minor = minor;
  }

  abstract ClusterSpec spec();

  KubernetesFacts facts() {
    return ThreeMachines.facts().build();
  }

  ClusterPlan plan() {
    return Planner.plan(spec(), facts());
  }

  Manifests manifests() {
    return KubernetesRenderer.render(plan(), version(), providers());
  }

  ServerVersion version() {
    return new ServerVersion(1, minor);
  }

  static ProviderSource providers() {
    return Providers.SOURCE;
  }

  static Stream<ManifestCase> all() {
    return Stream.of(values());
  }

  private static ClusterSpec.Builder three(String name) {
    return ClusterSpec.builder()
        .name(name)
        .zookeeper(zookeeper -> zookeeper.servers(3))
        .kafka(kafka -> kafka.brokers(3));
  }

  private static ClusterSpec.Builder exposed() {
    return three("kafka").listener(ListenerSpec.of(nodePortPerBroker()));
  }

  private static ClusterSpec everything() {
    return ClusterSpec.builder()
        .name("orders")
        .zookeeper(
            zookeeper ->
                zookeeper
                    .servers(5)
                    .image("registry.example.com/zookeeper:3.9.4")
                    .storage(StorageSpec.persistent("10Gi", "fast"))
                    .resources(r -> r.heap("512Mi").memory("1Gi").cpu("500m"))
                    .placement(p -> p.antiAffinity(AntiAffinity.NONE))
                    .pod(p -> p.imagePullSecret("registry")))
        .kafka(
            kafka ->
                kafka
                    .brokers(4)
                    .version("3.8.1")
                    .storage(StorageSpec.persistent("100Gi"))
                    .resources(r -> r.memory("4Gi").cpu("2"))
                    .placement(
                        p ->
                            p.nodeSelector("disk", "ssd")
                                .antiAffinity(AntiAffinity.REQUIRED)
                                .spread(SpreadSpec.overZones(3))
                                .toleration(Toleration.of("dedicated", "kafka"))
                                .toleration(Toleration.of("spot")))
                    .pod(
                        p ->
                            p.label("team", "data")
                                .annotation("example.com/backup", "no")
                                .environment("TZ", "UTC")
                                .environment("KAFKA_OPTS", "-Dmine=1"))
                    .setting("num.io.threads", "16"))
        .label("example.com/owner", "data")
        .annotation("example.com/cost", "42")
        .build();
  }

  private static final class Providers {
    static final ProviderSource SOURCE = ProviderSource.of(ManifestCase.class.getClassLoader());
  }
}
