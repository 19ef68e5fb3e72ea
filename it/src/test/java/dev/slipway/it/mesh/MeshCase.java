package dev.slipway.it.mesh;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.FSM;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.it.plan.ThreeMachines;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.render.KubernetesRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import dev.slipway.mesh.osm.LocalProxyMode;
import java.util.stream.Stream;

/** Clusters in a mesh, each with the reason it is interesting. */
enum MeshCase {
  /** The flagship sentence: nobody inside is admitted but the nodes themselves. */
  OSM_NODE_PORT(34) {
    @Override
    ClusterSpec spec() {
      return cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker()).build();
    }
  },
  /** The guide for Open Service Mesh. */
  OSM_GUIDE(34) {
    @Override
    ClusterSpec spec() {
      return cluster()
          .zookeeper(zookeeper -> zookeeper.servers(3).chroot("/kafka-root"))
          .kafka(3)
          .mesh(OSM)
          .inNamespaces("zookeeper", "kafka")
          .allow(serviceAccount("default", "kafka"))
          .build();
    }
  },
  /** The mesh's own default, the oldest server, two listeners outside, two clients. */
  OSM_LOCALHOST_ON_1_20(20) {
    @Override
    ClusterSpec spec() {
      return cluster("orders")
          .zookeeper(1)
          .kafka(2)
          .mesh(OSM.localProxyMode(LocalProxyMode.LOCALHOST).named("corp"))
          .expose(nodePortPerBroker())
          .expose("partners", nodePortPerBroker())
          .allow(serviceAccount("orders", "apps"), serviceAccount("audit", "apps"))
          .build();
    }
  },
  /** The successor, in namespaces that are there already. */
  FSM_EXISTING_NAMESPACES(34) {
    @Override
    ClusterSpec spec() {
      return cluster("orders")
          .zookeeper(3)
          .kafka(3)
          .mesh(FSM)
          .inExistingNamespaces("platform-zk", "platform")
          .allow(serviceAccount("orders", "apps"))
          .build();
    }
  },
  /** The sentence with Istio. */
  ISTIO_NODE_PORT(34) {
    @Override
    ClusterSpec spec() {
      return cluster().zookeeper(3).kafka(3).mesh(istio()).expose(nodePortPerBroker()).build();
    }
  },
  /** The guide for Istio: 1.10 on Kubernetes 1.20, one namespace, a client inside. */
  ISTIO_GUIDE(20) {
    @Override
    ClusterSpec spec() {
      return cluster()
          .zookeeper(3)
          .kafka(3)
          .mesh(istio().version("1.10"))
          .allow(serviceAccount("sleep", "default"))
          .build();
    }
  },
  /** Before 1.10, where the quorum listens on all addresses. */
  ISTIO_1_9(20) {
    @Override
    ClusterSpec spec() {
      return cluster()
          .zookeeper(3)
          .kafka(3)
          .mesh(istio().revision("1-9").version("1.9"))
          .inNamespaces("zookeeper", "kafka")
          .build();
    }
  },
  /** All that can be said, where others live too. */
  ISTIO_EXISTING_NAMESPACE(34) {
    @Override
    ClusterSpec spec() {
      return cluster("orders")
          .zookeeper(3)
          .kafka(3)
          .mesh(istio().revision("1-30").version("1.30.3").restrictingEgress())
          .inExistingNamespaces("platform", "platform")
          .expose(nodePortPerBroker())
          .allow(serviceAccount("orders", "apps"), serviceAccount("audit", "apps"))
          .build();
    }
  },
  /** Without sidecars, in another trust domain, by the older kinds that alone are served. */
  ISTIO_AMBIENT(34) {
    @Override
    ClusterSpec spec() {
      return cluster()
          .zookeeper(3)
          .kafka(3)
          .mesh(istio().ambient().trustDomain("corp.example"))
          .inNamespaces("zookeeper", "kafka")
          .expose(nodePortPerBroker())
          .allow(serviceAccount("orders", "apps"))
          .build();
    }

    @Override
    KubernetesFacts facts() {
      return ThreeMachines.facts()
          .servedKind(new ServedKind("security.istio.io/v1", "AuthorizationPolicy"))
          .servedKind(new ServedKind("security.istio.io/v1beta1", "AuthorizationPolicy"))
          .servedKind(new ServedKind("security.istio.io/v1beta1", "PeerAuthentication"))
          .build();
    }
  },
  /** Brokers alone, whose ZooKeeper is somebody else's. */
  ISTIO_EXISTING_ZOOKEEPER(34) {
    @Override
    ClusterSpec spec() {
      return cluster("orders")
          .zookeeper(existing("zk-0.zk:2181,zk-1.zk:2181", "/orders"))
          .kafka(3)
          .mesh(istio().restrictingEgress())
          .allow(serviceAccount("orders", "apps"))
          .build();
    }
  };

  private final int minor;

  MeshCase(int minor) {
    this.minor = minor;
  }

  abstract ClusterSpec spec();

  KubernetesFacts facts() {
    return ThreeMachines.facts().build();
  }

  ClusterPlan plan() {
    return Planner.plan(spec(), facts());
  }

  RenderContext context() {
    return new RenderContext(plan(), new ServerVersion(1, minor));
  }

  Manifests manifests() {
    return manifests(Patches.none());
  }

  Manifests manifests(Patches patches) {
    return KubernetesRenderer.render(plan(), context().version(), Providers.SOURCE, patches);
  }

  static ProviderSource providers() {
    return Providers.SOURCE;
  }

  static Stream<MeshCase> all() {
    return Stream.of(values());
  }

  private static final class Providers {
    static final ProviderSource SOURCE = ProviderSource.of(MeshCase.class.getClassLoader());
  }
}
