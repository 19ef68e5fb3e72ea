package dev.slipway.it.walk;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.model.AntiAffinity;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.PlacementSpec;
import dev.slipway.core.model.PodSpec;
import dev.slipway.core.model.ResourcesSpec;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.Toleration;
import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.model.ZooKeeperSpec;
import dev.slipway.dsl.MeshlessSentence;
import dev.slipway.dsl.NeedsKafka;
import dev.slipway.dsl.NeedsZooKeeper;
import dev.slipway.dsl.Sentence;
import dev.slipway.exposure.NodePortPerBroker;
import dev.slipway.mesh.osm.LocalProxyMode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** One walk from {@code cluster()} to {@code build()}; a step is one word, right or wrong. */
final class Walk {
  private static final int MOST_WORDS = 8;

  private final Chance chance;
  private final Refusals refusals;
  private int steps;

  Walk(Chance chance, Refusals refusals) {
    this.chance = chance;
    this.refusals = refusals;
  }

  int steps() {
    return steps;
  }

  /** Walks to the end; where a word is refused, another is tried. */
  ClusterSpec go() {
    NeedsZooKeeper named =
        word(() -> cluster(chance.text("kafka", "orders", "a-1")), () -> cluster());
    NeedsKafka kept = word(() -> quorum(named), () -> named.zookeeper(3));
    MeshlessSentence plain =
        word(
            () ->
                chance.percent(50)
                    ? kept.kafka(chance.count(1, 2, 3, 5, 12))
                    : kept.kafka(this::brokers),
            () -> kept.kafka(3));
    for (int words = chance.below(MOST_WORDS); words > 0; words--) {
      MeshlessSentence before = plain;
      plain = word(() -> meshless(before), () -> before);
    }
    if (chance.percent(40)) {
      return plain.build();
    }
    MeshlessSentence last = plain;
    Sentence meshed = word(() -> mesh(last), () -> last);
    for (int words = chance.below(MOST_WORDS); words > 0; words--) {
      Sentence before = meshed;
      meshed = word(() -> meshed(before), () -> before);
    }
    return meshed.build();
  }

  /** A word that may be refused, for a reason that is said; then what else. */
  private <T> T word(Supplier<T> said, Supplier<T> otherwise) {
    steps++;
    try {
      return said.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      refusals.heard(e);
      return otherwise.get();
    }
  }

  private NeedsKafka quorum(NeedsZooKeeper named) {
    return switch (chance.below(4)) {
      case 0 -> named.zookeeper(chance.count(1, 3, 5));
      case 1 ->
          named.zookeeper(
              existing(
                  chance.text("zk:2181", "zk-0:2181,zk-1:2181", "[::1]:2181"),
                  chance.text("", "/kafka", "/a/b")));
      default -> named.zookeeper(this::servers);
    };
  }

  private void servers(ZooKeeperSpec.Builder zookeeper) {
    zookeeper.servers(chance.count(1, 2, 3, 5));
    for (int options = chance.below(5); options > 0; options--) {
      steps++;
      switch (chance.below(9)) {
        case 0 -> zookeeper.version(chance.text("3.9.4", "3.8.4", "3.9"));
        case 1 ->
            zookeeper.image(chance.text("zookeeper:3.9.4", "reg:5000/zk@sha256:" + "0".repeat(64)));
        case 2 -> zookeeper.chroot(chance.text("/kafka", "/a/b"));
        case 3 -> zookeeper.resources(this::resources);
        case 4 -> zookeeper.storage(persistent(chance.text("1Gi", "10G"), chance.text("fast")));
        case 5 -> zookeeper.placement(this::placement);
        case 6 -> zookeeper.pod(this::pod);
        default ->
            zookeeper.setting(
                chance.text("tickTime", "maxClientCnxns", "dataDir", "server.1", "snapCount"),
                chance.text("1", "2000", "true"));
      }
    }
  }

  private void brokers(KafkaSpec.Builder kafka) {
    kafka.brokers(chance.count(1, 2, 3, 4, 12));
    for (int options = chance.below(6); options > 0; options--) {
      steps++;
      switch (chance.below(9)) {
        case 0 -> kafka.version(chance.text("3.9.2", "3.8.1", "4.0.0", "3.9"));
        case 1 -> kafka.image(chance.text("apache/kafka:3.9.2", "r.example.com/k"));
        case 2 -> kafka.clientPort(chance.number(9_092, 19_092, 15_001));
        case 3 -> kafka.internalPort(chance.number(9_093, 9_092, 9_094));
        case 4 -> kafka.resources(this::resources);
        case 5 -> kafka.storage(persistent(chance.text("1Gi", "10G")));
        case 6 -> kafka.placement(this::placement);
        case 7 -> kafka.pod(this::pod);
        case 8 ->
            kafka.topic(chance.text("orders", "a.b", "a_b", "__consumer_offsets"), this::topic);
        default ->
            kafka.setting(
                chance.text(
                    "num.io.threads",
                    "default.replication.factor",
                    "min.insync.replicas",
                    "offsets.topic.replication.factor",
                    "transaction.state.log.min.isr",
                    "log.retention.hours",
                    "ssl.keystore.password",
                    "advertised.listeners",
                    "process.roles",
                    "num.io.thread"),
                chance.text("1", "2", "3", "4", "${env:X}"));
      }
    }
  }

  private void topic(TopicSpec.Builder topic) {
    if (chance.percent(50)) {
      topic.partitions(chance.number(1, 12));
    }
    if (chance.percent(50)) {
      topic.replicas(chance.number(1, 2, 3));
    }
    if (chance.percent(50)) {
      topic.setting(
          chance.text("retention.ms", "min.insync.replicas", "cleanup.policy"),
          chance.text("1", "2", "compact"));
    }
  }

  private void resources(ResourcesSpec.Builder resources) {
    if (chance.percent(70)) {
      resources.heap(chance.text("512Mi", "1Gi"));
    }
    if (chance.percent(70)) {
      resources.memory(chance.text("1Gi", "100Mi", "4Gi"));
    }
    if (chance.percent(30)) {
      resources.cpu(chance.text("500m", "1.5", "2"));
    }
  }

  private void placement(PlacementSpec.Builder placement) {
    switch (chance.below(4)) {
      case 0 -> placement.nodeSelector(chance.text("disk", "a/b"), chance.text("ssd"));
      case 1 -> placement.antiAffinity(chance.of(List.of(AntiAffinity.values())));
      case 2 -> placement.spread(new SpreadSpec(chance.text("zone"), chance.number(1, 3)));
      default ->
          placement.toleration(Toleration.of(chance.text("dedicated"), chance.text("kafka")));
    }
  }

  private void pod(PodSpec.Builder pod) {
    switch (chance.below(4)) {
      case 0 -> pod.label(chance.text("team"), chance.text("data"));
      case 1 -> pod.annotation(chance.text("note"), chance.text("words"));
      case 2 -> pod.environment(chance.text("TZ"), chance.text("UTC"));
      default -> pod.imagePullSecret(chance.text("pull"));
    }
  }

  private NodePortPerBroker exposure() {
    NodePortPerBroker exposure = nodePortPerBroker();
    for (int options = chance.below(3); options > 0; options--) {
      steps++;
      exposure =
          switch (chance.below(6)) {
            case 0, 1 -> exposure.from(chance.number(30_000, 30_002, 32_000));
            case 2 -> exposure.host(chance.text("kafka.example.com", "10.0.0.9", "localhost"));
            case 3 -> exposure.hosts(chance.text("a"), chance.text("b"), chance.text("c"));
            case 4 -> exposure.hostTemplate(chance.text("b{id}.example.com", "{id}"));
            default -> exposure.prefer(chance.of(List.of(NodeAddressType.values())));
          };
    }
    return exposure;
  }

  private Sentence mesh(MeshlessSentence sentence) {
    return switch (chance.below(5)) {
      case 0 -> sentence.mesh(OSM);
      case 1 -> sentence.mesh(OSM.localProxyMode(LocalProxyMode.LOCALHOST).named(chance.text("m")));
      case 2 -> sentence.mesh(istio());
      case 3 -> sentence.mesh(istio().version(chance.text("1.9", "1.22.3")));
      default -> sentence.mesh(istio().revision(chance.text("1-22")));
    };
  }

  private MeshlessSentence meshless(MeshlessSentence sentence) {
    // What is said before the mesh keeps the stage at which a mesh can be said.
    return (MeshlessSentence) said().apply(sentence);
  }

  private Sentence meshed(Sentence sentence) {
    return said().apply(sentence);
  }

  private Function<Sentence, Sentence> said() {
    return switch (chance.below(9)) {
      case 0 -> words -> words.expose(exposure());
      case 1 -> words -> words.expose(chance.text("partners", "a", "internal"), exposure());
      case 2 ->
          words ->
              words.listener(
                  l -> l.name(chance.text("more")).port(chance.number(9_100)).exposure(exposure()));
      case 3 ->
          words -> words.allow(serviceAccount(chance.text("shop", "a.b"), chance.text("apps")));
      case 4 -> words -> words.inNamespace(chance.text("kafka", "data"));
      case 5 -> words -> words.inNamespaces(chance.text("zk"), chance.text("kafka"));
      case 6 -> words -> words.inExistingNamespace(chance.text("there"));
      case 7 -> words -> words.label(chance.text("team", "slipway.dev/x"), chance.text("data"));
      default -> words -> words.annotation(chance.text("note"), chance.text("words"));
    };
  }
}
