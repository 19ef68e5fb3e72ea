package dev.slipway.it.plan;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshSpec;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.dsl.MeshlessSentence;
import dev.slipway.dsl.NeedsKafka;
import dev.slipway.dsl.NeedsZooKeeper;
import dev.slipway.dsl.Sentence;
import dev.slipway.mesh.osm.LocalProxyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every combination of what clusters differ in, each value with the reason it is interesting. */
final class Matrix {
  static final String NAME = "orders";
  static final ServiceAccount CLIENT = serviceAccount("shop", "apps");
  private static final ExistingZooKeeper THERE =
      existing("zk-0.zk:2181,[2001:db8::1]:2182", "/teams/orders");

  private Matrix() {}

  /** What keeps the metadata. */
  enum Servers {
    /** A quorum of itself: no wildcard address, and standaloneEnabled=false. */
    ONE(1),
    /** Two can't take the wildcard address, three can. */
    TWO(2),
    /** What nearly everybody runs. */
    THREE(3),
    /** More servers than the default of replicas. */
    FIVE(5),
    /** Nothing is launched: no workload, no policies, a chroot, an IPv6 address. */
    THERE_ALREADY(0);

    final int count;

    Servers(int count) {
      this.count = count;
    }
  }

  /** The brokers. */
  enum Brokers {
    /** Every replication factor must come down to 1. */
    ONE(1),
    /** Two replicas, of which one must be in sync. */
    TWO(2),
    /** What nearly everybody runs. */
    THREE(3),
    /** More brokers than replicas, and more than machines. */
    FOUR(4),
    /** Names and ports of two digits. */
    TWELVE(12);

    final int count;

    Brokers(int count) {
      this.count = count;
    }
  }

  /** What carries the traffic. */
  @SuppressWarnings("ImmutableEnumChecker") // all meshes and values are immutable
  enum Mesh {
    /** No rules to keep. */
    NONE(Optional.empty()),
    /** Takes external ports out; delivers to the pod's address. */
    OSM_POD_IP(Optional.of(OSM)),
    /** Delivers to 127.0.0.1, so that the quorum must listen on all addresses. */
    OSM_LOCALHOST(Optional.of(OSM.localProxyMode(LocalProxyMode.LOCALHOST))),
    /** Leaves external ports in and accepts plaintext there. */
    ISTIO(Optional.of(istio())),
    /** Istio as it was when ZooKeeper found no quorum in it. */
    ISTIO_BEFORE_1_10(Optional.of(istio().version("1.9")));

    final Optional<MeshSpec> spec;

    Mesh(Optional<MeshSpec> spec) {
      this.spec = spec;
    }
  }

  /** How clients outside get in. */
  enum Exposure {
    /** They do not. */
    NONE,
    /** Ports and hosts that the cluster chooses: known only when Services exist. */
    CHOSEN,
    /** Ports from a given one on, hosts from a template. */
    FIXED,
    /** One host for all: the port alone tells brokers apart. */
    ONE_HOST,
    /** Two listeners, whose ports in pod and cluster must not meet. */
    TWO_LISTENERS;

    List<ListenerSpec> listeners() {
      return switch (this) {
        case NONE -> List.of();
        case CHOSEN -> List.of(listener("external", nodePortPerBroker()));
        case FIXED ->
            List.of(
                listener(
                    "external",
                    nodePortPerBroker().from(30_100).hostTemplate("broker-{id}.example.com")));
        case ONE_HOST ->
            List.of(listener("external", nodePortPerBroker().from(30_000).host("10.1.1.1")));
        case TWO_LISTENERS ->
            List.of(
                listener("external", nodePortPerBroker().from(32_700)),
                listener("partners", nodePortPerBroker().host("partners.example.com")));
      };
    }

    private static ListenerSpec listener(String name, ExposureSpec exposure) {
      return ListenerSpec.builder().name(name).exposure(exposure).build();
    }
  }

  /** Where nodes live. */
  @SuppressWarnings("ImmutableEnumChecker") // all meshes and values are immutable
  enum Namespaces {
    /** One, of the cluster's name. */
    DEFAULT(Optional.empty()),
    /** Two, as the guides have it: identities and host names differ. */
    TWO(Optional.of(NamespacesSpec.of("zookeeper", "kafka"))),
    /** One that others own, whose name begins with a digit. */
    EXISTING(Optional.of(NamespacesSpec.existing("2024-data", "2024-data")));

    final Optional<NamespacesSpec> spec;

    Namespaces(Optional<NamespacesSpec> spec) {
      this.spec = spec;
    }
  }

  /** Where data is kept. */
  @SuppressWarnings("ImmutableEnumChecker") // all meshes and values are immutable
  enum Storage {
    /** Gone with the pod. */
    EPHEMERAL(StorageSpec.ephemeral()),
    /** On volumes of a class. */
    PERSISTENT(persistent("10Gi", "fast"));

    final StorageSpec spec;

    Storage(StorageSpec spec) {
      this.spec = spec;
    }
  }

  /** All combinations. */
  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Servers servers : Servers.values()) {
      for (Brokers brokers : Brokers.values()) {
        for (Mesh mesh : Mesh.values()) {
          for (Exposure exposure : Exposure.values()) {
            for (Namespaces namespaces : Namespaces.values()) {
              for (Storage storage : Storage.values()) {
                cells.add(new Cell(servers, brokers, mesh, exposure, namespaces, storage));
              }
            }
          }
        }
      }
    }
    return cells;
  }

  /** One combination, by both doors. */
  record Cell(
      Servers servers,
      Brokers brokers,
      Mesh mesh,
      Exposure exposure,
      Namespaces namespaces,
      Storage storage) {
    boolean launchesZooKeeper() {
      return servers != Servers.THERE_ALREADY;
    }

    /** By the sentence. */
    ClusterSpec said() {
      NeedsZooKeeper named = cluster(NAME);
      NeedsKafka kept =
          launchesZooKeeper()
              ? named.zookeeper(z -> z.servers(servers.count).storage(storage.spec))
              : named.zookeeper(THERE);
      MeshlessSentence plain = kept.kafka(k -> k.brokers(brokers.count).storage(storage.spec));
      for (ListenerSpec listener : exposure.listeners()) {
        plain = plain.expose(listener.name(), listener.exposure());
      }
      if (mesh.spec.isPresent()) {
        plain = plain.allow(CLIENT);
      }
      Sentence sentence = mesh.spec.isPresent() ? plain.mesh(mesh.spec.get()) : plain;
      if (namespaces.spec.isEmpty()) {
        return sentence.build();
      }
      NamespacesSpec in = namespaces.spec.get();
      return (in.existing()
              ? sentence.inExistingNamespaces(in.zookeeper(), in.kafka())
              : sentence.inNamespaces(in.zookeeper(), in.kafka()))
          .build();
    }

    /** By the explicit builders. */
    ClusterSpec built() {
      ClusterSpec.Builder builder =
          ClusterSpec.builder()
              .name(NAME)
              .kafka(k -> k.brokers(brokers.count).storage(storage.spec));
      if (launchesZooKeeper()) {
        builder.zookeeper(z -> z.servers(servers.count).storage(storage.spec));
      } else {
        builder.quorum(THERE);
      }
      exposure.listeners().forEach(builder::listener);
      mesh.spec.ifPresent(given -> builder.mesh(given).client(CLIENT));
      namespaces.spec.ifPresent(builder::namespaces);
      return builder.build();
    }

    /** The complete plan: made once without and once with the ports that Services are assigned. */
    ClusterPlan plan() {
      return complete(said());
    }
  }

  static KubernetesFacts.Builder facts() {
    return KubernetesFacts.builder()
        .machine(MachineFacts.of("node-a", NodeAddressType.INTERNAL_IP, "10.0.0.1"))
        .machine(MachineFacts.of("node-b", NodeAddressType.INTERNAL_IP, "10.0.0.2"))
        .machine(MachineFacts.of("node-c", NodeAddressType.INTERNAL_IP, "2001:db8::c"));
  }

  /** As the target does it: Services first, then the plan with what they were assigned. */
  static ClusterPlan complete(ClusterSpec spec) {
    ClusterPlan first = Planner.plan(spec, facts().build());
    if (first.complete()) {
      return first;
    }
    KubernetesFacts.Builder known = facts();
    int port = 31_000;
    for (ListenerPlan listener : first.listeners()) {
      for (String service : listener.services()) {
        known.assignedNodePort(service, port++);
      }
    }
    return Planner.plan(spec, known.build());
  }
}
