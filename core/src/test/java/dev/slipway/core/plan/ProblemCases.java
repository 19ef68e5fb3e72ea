package dev.slipway.core.plan;

import static dev.slipway.core.plan.Samples.EXCLUDING;
import static dev.slipway.core.plan.Samples.KUBERNETES;
import static dev.slipway.core.plan.Samples.NODE_PORT;
import static dev.slipway.core.plan.Samples.PERMISSIVE;
import static dev.slipway.core.plan.Samples.cluster;
import static dev.slipway.core.plan.Samples.exposed;
import static dev.slipway.core.plan.Samples.exposedFrom;
import static dev.slipway.core.plan.Samples.kafka;
import static dev.slipway.core.plan.Samples.listener;
import static dev.slipway.core.plan.Samples.loopback;
import static dev.slipway.core.plan.Samples.zookeeper;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExistingZooKeeper;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.MeshRules;
import dev.slipway.core.model.NamespacesSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.Secrets;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.StorageSpec;
import dev.slipway.core.model.Toleration;
import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thing wrong at a time: for every code at least one specification that has the problem. */
final class ProblemCases {
  private final List<ProblemCase> cases = new ArrayList<>();

  private ProblemCases() {}

  static List<ProblemCase> all() {
    ProblemCases all = new ProblemCases();
    all.sizes();
    all.names();
    all.metadata();
    all.ports();
    all.hosts();
    all.settings();
    all.masks();
    all.versions();
    all.meshes();
    all.quorums();
    all.topics();
    all.targets();
    return all.cases;
  }

  private void sizes() {
    add("two servers", ProblemCode.SERVERS_EVEN, zookeeper(z -> z.servers(2)));
    add("four servers", ProblemCode.SERVERS_EVEN, zookeeper(z -> z.servers(4)));
    add("nine servers", ProblemCode.SERVERS_MANY, zookeeper(z -> z.servers(9)));
    add("256 servers", ProblemCode.SERVERS_TOO_MANY, zookeeper(z -> z.servers(256)));
    add("5001 brokers", ProblemCode.BROKERS_TOO_MANY, kafka(k -> k.brokers(5_001)));
    add(
        "more replicas than brokers",
        ProblemCode.REPLICATION_ABOVE_BROKERS,
        kafka(k -> k.brokers(3).setting("default.replication.factor", "4")));
    add(
        "topic with more replicas than brokers",
        ProblemCode.REPLICATION_ABOVE_BROKERS,
        kafka(k -> k.brokers(3).topic(TopicSpec.builder().name("t").replicas(4).build())));
    add(
        "all replicas in sync",
        ProblemCode.MIN_ISR_BLOCKS_RESTART,
        kafka(k -> k.brokers(3).setting("min.insync.replicas", "3")));
    add(
        "all replicas of transactions in sync",
        ProblemCode.MIN_ISR_BLOCKS_RESTART,
        kafka(k -> k.brokers(3).setting("transaction.state.log.min.isr", "3")));
    add(
        "topic of one replica where two must be in sync",
        ProblemCode.MIN_ISR_BLOCKS_RESTART,
        kafka(k -> k.brokers(3).topic(TopicSpec.builder().name("t").replicas(1).build())));
    add(
        "four zones for three brokers",
        ProblemCode.SPREAD_ABOVE_NODES,
        kafka(k -> k.brokers(3).placement(p -> p.spread(SpreadSpec.overZones(4)))));
    add(
        "heap of the whole memory",
        ProblemCode.HEAP_ABOVE_MEMORY,
        kafka(k -> k.brokers(3).resources(r -> r.heap("1Gi").memory("1Gi"))));
    add(
        "memory too small for any heap",
        ProblemCode.HEAP_ABOVE_MEMORY,
        zookeeper(z -> z.servers(3).resources(r -> r.heap("48Mi").memory("100Mi"))));
  }

  private void names() {
    add("upper-case cluster", ProblemCode.NAME_NOT_DNS, cluster(c -> c.name("Orders")));
    add(
        "namespace with an underscore",
        ProblemCode.NAME_NOT_DNS,
        cluster(c -> c.namespaces(NamespacesSpec.of("zoo_keeper", "kafka"))));
    add(
        "client's namespace with a dot",
        ProblemCode.NAME_NOT_DNS,
        cluster(c -> c.mesh(PERMISSIVE).client(new ServiceAccount("app", "a.b"))));
    add(
        "storage class in upper case",
        ProblemCode.NAME_NOT_DNS,
        kafka(k -> k.brokers(3).storage(StorageSpec.persistent("10Gi", "Fast"))));
    add(
        "pull secret with a blank",
        ProblemCode.NAME_NOT_DNS,
        kafka(k -> k.brokers(3).pod(p -> p.imagePullSecret("my secret"))));
    add("43 letters", ProblemCode.NAME_TOO_LONG, cluster(c -> c.name("x".repeat(43))));
    add(
        "listener of 12 letters",
        ProblemCode.LISTENER_NAME,
        cluster(c -> c.listener(listener("x".repeat(12), NODE_PORT))));
    add(
        "listener with two hyphens in a row",
        ProblemCode.LISTENER_NAME,
        cluster(c -> c.listener(listener("a--b", NODE_PORT))));
    add(
        "listener named internal",
        ProblemCode.LISTENER_NAME,
        cluster(c -> c.listener(listener("internal", NODE_PORT))));
    add(
        "two listeners of one name",
        ProblemCode.LISTENER_DUPLICATE,
        cluster(c -> c.listener(ListenerSpec.of(NODE_PORT)).listener(ListenerSpec.of(NODE_PORT))));
  }

  private void metadata() {
    add(
        "label's value with a blank",
        ProblemCode.LABEL_INVALID,
        cluster(c -> c.label("team", "data platform")));
    add(
        "annotation's key with a blank",
        ProblemCode.LABEL_INVALID,
        cluster(c -> c.annotation("our team", "x")));
    add(
        "unknown effect of a taint",
        ProblemCode.LABEL_INVALID,
        kafka(
            k ->
                k.brokers(3)
                    .placement(
                        p ->
                            p.toleration(
                                new Toleration(
                                    "dedicated", Optional.empty(), Optional.of("NoRun"))))));
    add(
        "label of Slipway",
        ProblemCode.LABEL_OWNED,
        cluster(c -> c.label("slipway.dev/cluster", "x")));
    add(
        "image with a blank",
        ProblemCode.IMAGE_INVALID,
        kafka(k -> k.brokers(3).image("apache/kafka 3.9.2")));
    add(
        "environment variable with a hyphen",
        ProblemCode.ENVIRONMENT_INVALID,
        kafka(k -> k.brokers(3).pod(p -> p.environment("MY-VAR", "x"))));
  }

  private void ports() {
    add(
        "one port for two listeners",
        ProblemCode.PORT_COLLISION,
        kafka(k -> k.brokers(3).internalPort(9092)));
    add(
        "overlapping node ports",
        ProblemCode.PORT_COLLISION,
        cluster(
            c ->
                c.listener(listener("one", NODE_PORT.from(30_000)))
                    .listener(listener("two", NODE_PORT.from(30_002)))));
    add("privileged port", ProblemCode.PORT_OUT_OF_RANGE, kafka(k -> k.brokers(3).clientPort(92)));
    add("node ports past the range", ProblemCode.PORT_OUT_OF_RANGE, exposedFrom(3, 32_766));
    add("more node ports than there are", ProblemCode.PORT_OUT_OF_RANGE, tooMany());
    add(
        "taken node port",
        ProblemCode.PORT_TAKEN,
        exposedFrom(3, 30_000),
        facts().takenNodePorts(List.of(30_001)).build());
  }

  private void hosts() {
    add(
        "one assigned port for two Services",
        ProblemCode.ADVERTISED_DUPLICATE,
        exposed(NODE_PORT.host("kafka.example.com")),
        facts()
            .assignedNodePort("kafka-broker-0-external", 30_000)
            .assignedNodePort("kafka-broker-1-external", 30_000)
            .build());
    add("empty host", ProblemCode.ADVERTISED_HOST_INVALID, exposed(NODE_PORT.host("")));
    add(
        "host with a port",
        ProblemCode.ADVERTISED_HOST_INVALID,
        exposed(NODE_PORT.hosts("10.0.0.1:9094", "b", "c")));
    add(
        "template with a scheme",
        ProblemCode.ADVERTISED_HOST_INVALID,
        exposed(NODE_PORT.template("kafka://broker-{id}")));
    add(
        "two hosts for three",
        ProblemCode.ADVERTISED_UNCOVERED,
        exposed(NODE_PORT.hosts("a", "b")));
    add(
        "four hosts for three",
        ProblemCode.ADVERTISED_UNCOVERED,
        exposed(NODE_PORT.hosts("a", "b", "c", "d")));
    add(
        "no machine known",
        ProblemCode.NODE_ADDRESS_UNKNOWN,
        exposed(NODE_PORT),
        KubernetesFacts.builder().build());
    add(
        "one machine of two without a public address",
        ProblemCode.NODE_ADDRESSES_DIFFER,
        exposed(NODE_PORT),
        KubernetesFacts.builder()
            .machine(MachineFacts.of("node-a", NodeAddressType.EXTERNAL_IP, "192.0.2.1"))
            .machine(MachineFacts.of("node-b", NodeAddressType.INTERNAL_IP, "10.0.0.2"))
            .build());
    add(
        "machine of a broker that is not ready",
        ProblemCode.NODE_NOT_READY,
        exposed(NODE_PORT),
        KubernetesFacts.builder()
            .machine(
                MachineFacts.of("node-b", NodeAddressType.INTERNAL_IP, "10.0.0.2")
                    .withState(MachineFacts.State.NOT_READY))
            .machine(MachineFacts.of("node-c", NodeAddressType.INTERNAL_IP, "10.0.0.3"))
            .advertisedListener("kafka-broker-0", "EXTERNAL://10.0.0.2:31000")
            .build());
    ClusterSpec elsewhere = exposed(NODE_PORT.host("kafka.example.com"));
    add("host elsewhere", ProblemCode.HOST_NOT_LOCAL, elsewhere, loopback(elsewhere));
  }

  private void settings() {
    add(
        "advertised listeners as a setting",
        ProblemCode.SETTING_OWNED,
        kafka(k -> k.brokers(3).setting("advertised.listeners", "PLAINTEXT://me:9092")));
    add(
        "data folder of ZooKeeper as a setting",
        ProblemCode.SETTING_OWNED,
        zookeeper(z -> z.servers(3).setting("dataDir", "/data")));
    add(
        "setting of KRaft",
        ProblemCode.SETTING_READ_ONLY,
        kafka(k -> k.brokers(3).setting("process.roles", "broker")));
    add(
        "misspelt setting",
        ProblemCode.SETTING_UNKNOWN,
        kafka(k -> k.brokers(3).setting("num.io.thread", "8")));
    add(
        "misspelt setting of a topic",
        ProblemCode.SETTING_UNKNOWN,
        kafka(
            k ->
                k.brokers(3)
                    .topic(TopicSpec.builder().name("t").setting("retention.m", "1").build())));
    add(
        "no threads",
        ProblemCode.SETTING_VALUE,
        kafka(k -> k.brokers(3).setting("num.io.threads", "0")));
    add(
        "replicas from the environment",
        ProblemCode.SETTING_VALUE,
        kafka(
            k ->
                k.brokers(3)
                    .setting("default.replication.factor", "${env:REPLICAS}")
                    .topic(TopicSpec.of("orders"))));
    lockouts();
  }

  private void lockouts() {
    String aclAuthorizer = "kafka.security.authorizer.AclAuthorizer";
    locksOut("authorizer without super users", "authorizer.class.name", aclAuthorizer);
    add(
        "authorizer with other super users",
        ProblemCode.SETTING_LOCKS_OUT,
        kafka(
            k ->
                k.brokers(3)
                    .setting("authorizer.class.name", aclAuthorizer)
                    .setting("super.users", "User:admin;User:ops")));
    locksOut(
        "authorizer of KRaft",
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    locksOut("no connections", "max.connections", "0");
    locksOut("one connection", "max.connections", "1");
    locksOut(
        "one connection of the internal listener", "listener.name.internal.max.connections", "1");
    locksOut("no new connections", "max.connection.creation.rate", "0");
    locksOut("encryption to servers without", "zookeeper.ssl.client.enable", "true");
    add(
        "servers that do not say srvr",
        ProblemCode.SETTING_LOCKS_OUT,
        zookeeper(z -> z.servers(3).setting("4lw.commands.whitelist", "ruok, stat")));
    locksOutOnLoopback(
        "one connection of an address",
        kafka(k -> k.setting("max.connections.per.ip", "1").brokers(3)));
    locksOutOnLoopback(
        "one connection to ZooKeeper", zookeeper(z -> z.servers(1).setting("maxClientCnxns", "1")));
    locksOutOnLoopback(
        "login to ZooKeeper", zookeeper(z -> z.servers(1).setting("enforce.auth.enabled", "true")));
  }

  private void locksOut(String name, String key, String value) {
    add(name, ProblemCode.SETTING_LOCKS_OUT, kafka(k -> k.brokers(3).setting(key, value)));
  }

  private void locksOutOnLoopback(String name, ClusterSpec spec) {
    add(name, ProblemCode.SETTING_LOCKS_OUT, spec, loopback(spec));
  }

  private void masks() {
    add(
        "masked password",
        ProblemCode.VALUE_MASKED,
        kafka(k -> k.brokers(3).setting("ssl.keystore.password", Secrets.MASK)));
    add(
        "masked password of servers",
        ProblemCode.VALUE_MASKED,
        zookeeper(z -> z.servers(3).setting("ssl.quorum.keyStore.password", Secrets.MASK)));
    add(
        "masked variable",
        ProblemCode.VALUE_MASKED,
        kafka(k -> k.brokers(3).pod(p -> p.environment("GREETING", Secrets.MASK))));
    add(
        "masked variable of servers",
        ProblemCode.VALUE_MASKED,
        zookeeper(z -> z.servers(3).pod(p -> p.environment("GREETING", Secrets.MASK))));
    add(
        "masked setting of a topic",
        ProblemCode.VALUE_MASKED,
        kafka(k -> k.brokers(3).topic("t", t -> t.setting("x.secret", Secrets.MASK))));
  }

  private void versions() {
    add(
        "latest as a version",
        ProblemCode.VERSION_UNREADABLE,
        kafka(k -> k.brokers(3).version("latest")));
    add(
        "Kafka 4",
        ProblemCode.VERSION_WITHOUT_ZOOKEEPER,
        kafka(k -> k.brokers(3).version("4.0.0")));
    add("Kafka 3.7", ProblemCode.VERSION_UNPROVEN, kafka(k -> k.brokers(3).version("3.7.2")));
    add(
        "ZooKeeper 3.10",
        ProblemCode.VERSION_UNPROVEN,
        zookeeper(z -> z.servers(3).version("3.10.0")));
  }

  private void meshes() {
    add(
        "exposure of an excluding mesh",
        ProblemCode.EXPOSURE_BYPASSES_MESH,
        cluster(c -> c.mesh(EXCLUDING).listener(ListenerSpec.of(NODE_PORT))));
    add(
        "exposure of a permissive mesh",
        ProblemCode.EXPOSURE_BYPASSES_MESH,
        cluster(c -> c.mesh(PERMISSIVE).listener(ListenerSpec.of(NODE_PORT))));
    add(
        "port of the mesh",
        ProblemCode.MESH_PORT_RESERVED,
        cluster(z -> z.servers(3), k -> k.brokers(3).clientPort(15_001), c -> c.mesh(EXCLUDING)));
    add(
        "user of the sidecar",
        ProblemCode.MESH_UID_RESERVED,
        cluster(c -> c.mesh(new Samples.TestMesh("other", plain().reservedUid(1_000).build()))));
    add(
        "client with a dot",
        ProblemCode.MESH_IDENTITY_DOT,
        cluster(c -> c.mesh(EXCLUDING).client(new ServiceAccount("orders.v1", "apps"))));
    add(
        "three exclusions where two are allowed",
        ProblemCode.MESH_EXCLUDES_TOO_MANY,
        cluster(
            c ->
                c.mesh(EXCLUDING)
                    .listener(listener("a", NODE_PORT))
                    .listener(listener("b", NODE_PORT))
                    .listener(listener("c", NODE_PORT))));
    add(
        "authorization by the client's side alone",
        ProblemCode.MESH_AUTHORIZES_CLIENT_SIDE,
        cluster(
            c -> c.mesh(new Samples.TestMesh("other", plain().authorizesOnServer(false).build()))));
    add(
        "existing ZooKeeper of a mesh",
        ProblemCode.MESH_EGRESS,
        existing("zk-0.zk:2181", "/kafka", c -> c.mesh(EXCLUDING)));
    add(
        "clients without a mesh",
        ProblemCode.CLIENTS_UNENFORCED,
        cluster(c -> c.client(new ServiceAccount("orders", "apps"))));
  }

  private void quorums() {
    add(
        "relative chroot",
        ProblemCode.CHROOT_INVALID,
        zookeeper(z -> z.servers(3).chroot("kafka")));
    add(
        "reserved chroot",
        ProblemCode.CHROOT_INVALID,
        zookeeper(z -> z.servers(3).chroot("/zookeeper/kafka")));
    add(
        "connect string without a port",
        ProblemCode.CONNECT_STRING_INVALID,
        existing("zk-0.zk:2181,zk-1.zk", "", c -> {}));
    add(
        "connect string with a chroot",
        ProblemCode.CONNECT_STRING_INVALID,
        existing("zk-0.zk:2181/kafka", "", c -> {}));
    add(
        "server named twice",
        ProblemCode.CONNECT_STRING_INVALID,
        existing("zk:2181,zk:2181", "", c -> {}));
  }

  private void topics() {
    add(
        "topic with a slash",
        ProblemCode.TOPIC_NAME_INVALID,
        kafka(k -> k.brokers(3).topic(TopicSpec.of("a/b"))));
    add(
        "two topics of one name",
        ProblemCode.TOPIC_DUPLICATE,
        kafka(k -> k.brokers(3).topic(TopicSpec.of("orders")).topic(TopicSpec.of("orders"))));
    add(
        "dot and underscore",
        ProblemCode.TOPIC_DUPLICATE,
        kafka(k -> k.brokers(3).topic(TopicSpec.of("a.b")).topic(TopicSpec.of("a_b"))));
    add(
        "topic of Kafka",
        ProblemCode.TOPIC_RESERVED,
        kafka(k -> k.brokers(3).topic(TopicSpec.of("__consumer_offsets"))));
    add(
        "topic that collides with Slipway's",
        ProblemCode.TOPIC_RESERVED,
        kafka(k -> k.brokers(3).topic(TopicSpec.of("__slipway.probe"))));
  }

  private void targets() {
    ClusterSpec inMesh = cluster(c -> c.mesh(PERMISSIVE));
    add("mesh on one machine", ProblemCode.TARGET_CANNOT, inMesh, loopback(inMesh));
    ClusterSpec withPort = kafka(k -> k.brokers(3).clientPort(19_092));
    add("port on one machine", ProblemCode.TARGET_CANNOT, withPort, loopback(withPort));
    ClusterSpec older = kafka(k -> k.brokers(3).version("3.9.1"));
    add("version of another bundle", ProblemCode.TARGET_VERSION, older, loopback(older));
  }

  private static ClusterSpec tooMany() {
    return cluster(
        z -> z.servers(3),
        k -> k.brokers(1_400),
        c -> c.listener(listener("one", NODE_PORT)).listener(listener("two", NODE_PORT)));
  }

  private static ClusterSpec existing(
      String connect, String chroot, java.util.function.Consumer<ClusterSpec.Builder> said) {
    ClusterSpec.Builder builder =
        ClusterSpec.builder()
            .quorum(new ExistingZooKeeper(connect, chroot))
            .kafka(kafka -> kafka.brokers(3));
    said.accept(builder);
    return builder.build();
  }

  private static MeshRules.Builder plain() {
    return MeshRules.builder()
        .delivery(MeshRules.Delivery.POD_ADDRESS)
        .outsiders(MeshRules.Outsiders.PORT_PERMISSIVE);
  }

  private static KubernetesFacts.Builder facts() {
    KubernetesFacts.Builder builder = KubernetesFacts.builder();
    KUBERNETES.machines().forEach(builder::machine);
    return builder;
  }

  private void add(String name, ProblemCode code, ClusterSpec spec) {
    add(name, code, spec, KUBERNETES);
  }

  private void add(String name, ProblemCode code, ClusterSpec spec, TargetFacts facts) {
    cases.add(new ProblemCase(name, code, spec, facts));
  }

  /**
   * A specification that has a problem.
   *
   * @param name what is wrong with it
   * @param code how that is called
   * @param spec the specification
   * @param facts what it is planned with
   */
  record ProblemCase(String name, ProblemCode code, ClusterSpec spec, TargetFacts facts) {
    @Override
    public String toString() {
      return name;
    }
  }
}
