package dev.slipway.embedded.internal.process;

import dev.slipway.embedded.FourLetterWord;
import dev.slipway.embedded.TestBundle;
import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.folder.RunFolder;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import dev.slipway.embedded.internal.port.PortReservations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** ZooKeeper servers and brokers with configurations written by hand, on the parts under test. */
public final class TestCluster implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(60);

  /** Which JVMs host the nodes. */
  public enum Layout {
    ONE_JVM,
    JVM_PER_NODE
  }

  private final RunFolder folder;
  private final Layout layout;
  private final PortReservations ports = PortReservations.open();
  private final Map<String, NodeProcess> hosts = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private final Map<String, Integer> clientPorts = new LinkedHashMap<>();
  public final ConcurrentLinkedQueue<NodeFailure> failures = new ConcurrentLinkedQueue<>();

  private ServerBundle bundle = TestBundle.get();

  private TestCluster(RunFolder folder, Layout layout) {
    this.folder = folder;
    this.layout = layout;
    jvmOptions.addAll(ClassArchive.of(bundle).jvmOptions());
  }

  /**
   * Reserves ports and writes configurations; nothing runs yet. The last setting of a name holds.
   */
  static TestCluster prepare(Path temp, Layout layout, int servers, int brokers)
      throws IOException {
    return prepare(temp, layout, servers, brokers, "");
  }

  public static TestCluster prepare(
      Path temp, Layout layout, ServerBundle bundle, int servers, int brokers) throws IOException {
    TestCluster cluster = prepare(temp, layout, servers, brokers);
    cluster.bundle = bundle;
    cluster.jvmOptions.clear();
    return cluster;
  }

  public static TestCluster prepare(
      Path temp, Layout layout, int servers, int brokers, String settings) throws IOException {
    RunFolder folder = RunFolder.temporary("test", UserTempFolder.in(temp, "tester"));
    return prepare(folder, layout, servers, brokers, settings);
  }

  public static TestCluster prepare(
      RunFolder folder, Layout layout, int servers, int brokers, String settings)
      throws IOException {
    TestCluster cluster = new TestCluster(folder, layout);
    StringBuilder ensemble = new StringBuilder();
    for (int i = 0; i < servers; i++) {
      cluster.clientPorts.put("zk-" + i, cluster.ports.any());
      if (servers > 1) {
        ensemble.append(
            "server.%d=127.0.0.1:%d:%d%n"
                .formatted(i + 1, cluster.ports.any(), cluster.ports.any()));
      }
    }
    String connect = cluster.addresses("zk-");
    for (int i = 0; i < servers; i++) {
      cluster.writeServer(i, ensemble.toString());
    }
    for (int i = 0; i < brokers; i++) {
      cluster.clientPorts.put("kafka-" + i, cluster.ports.any());
      cluster.writeBroker(i, connect, Math.min(3, brokers), settings);
    }
    return cluster;
  }

  private void writeServer(int index, String ensemble) throws IOException {
    String id = "zk-" + index;
    Path data = Files.createDirectories(folder.path().resolve(id).resolve("data"));
    Files.writeString(data.resolve("myid"), Integer.toString(index + 1));
    Files.writeString(
        config(id),
        """
        tickTime=500
        initLimit=40
        syncLimit=20
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        maxClientCnxns=0
        admin.enableServer=false
        4lw.commands.whitelist=srvr
        %s"""
            .formatted(data, clientPort(id), ensemble));
  }

  private void writeBroker(int index, String connect, int replicas, String settings)
      throws IOException {
    String id = "kafka-" + index;
    Files.createDirectories(folder.path().resolve(id));
    Files.writeString(
        config(id),
        """
        broker.id=%d
        listeners=PLAINTEXT://127.0.0.1:%d
        zookeeper.connect=%s
        log.dirs=%s
        zookeeper.connection.timeout.ms=120000
        zookeeper.session.timeout.ms=4000
        offsets.topic.replication.factor=%d
        replica.fetch.backoff.ms=50
        controller.socket.timeout.ms=2000
        log.cleaner.dedupe.buffer.size=2097152
        group.initial.rebalance.delay.ms=0
        metrics.jmx.exclude=.*
        %s"""
            .formatted(
                index,
                clientPort(id),
                connect,
                folder.path().resolve(id).resolve("data"),
                replicas,
                settings.replace("@plain@", Integer.toString(clientPort(id)))));
  }

  /** Adds to the options of all JVMs yet to be launched. */
  TestCluster with(List<String> options) {
    jvmOptions.addAll(options);
    return this;
  }

  /** Launches the JVMs and starts all nodes at once; done when the brokers are registered. */
  public TestCluster up() throws Exception {
    List<Future<?>> started = new ArrayList<>();
    for (String id : clientPorts.keySet()) {
      started.add(start(id));
    }
    for (Future<?> start : started) {
      get(start);
    }
    if (brokers() > 0) {
      get(anyBrokerHost().awaitBrokers(addresses("kafka-"), brokers(), LIMIT));
    }
    return this;
  }

  /** Tells all nodes to start; what becomes of it does not matter. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void startWithoutWaiting() {
    clientPorts.keySet().forEach(this::start);
  }

  CompletableFuture<?> start(String id) {
    NodeProcess.Kind kind =
        id.startsWith("zk-") ? NodeProcess.Kind.ZOOKEEPER : NodeProcess.Kind.KAFKA;
    return host(id).start(kind, id, config(id), log(id));
  }

  void stop(String id) throws Exception {
    get(host(id).stop(id));
  }

  NodeProcess host(String id) {
    String name = layout == Layout.ONE_JVM ? "all" : id;
    NodeProcess host = hosts.get(name);
    if (host == null || !host.isAlive()) {
      host =
          NodeProcess.launch(
              new ChildLaunch(
                  name, bundle, folder, "512m", List.copyOf(jvmOptions), failures::add));
      hosts.put(name, host);
    }
    return host;
  }

  void awaitQuorum() throws Exception {
    for (String id : clientPorts.keySet()) {
      if (id.startsWith("zk-")) {
        FourLetterWord.awaitServing(clientPort(id), LIMIT);
      }
    }
  }

  public void createTopics(TopicsFile.Topic... topics) throws Exception {
    Path file = folder.path().resolve("topics.tsv");
    TopicsFile.write(file, List.of(topics));
    get(anyBrokerHost().createTopics(addresses("kafka-"), file, LIMIT));
  }

  void awaitBrokers(int count) throws Exception {
    get(anyBrokerHost().awaitBrokers(addresses("kafka-"), count, LIMIT));
  }

  public static void get(Future<?> future) throws Exception {
    future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private NodeProcess anyBrokerHost() {
    return hosts.entrySet().stream()
        .filter(host -> !host.getKey().startsWith("zk-") && host.getValue().isAlive())
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private int brokers() {
    return (int) clientPorts.keySet().stream().filter(id -> id.startsWith("kafka-")).count();
  }

  String addresses(String prefix) {
    return clientPorts.entrySet().stream()
        .filter(node -> node.getKey().startsWith(prefix))
        .map(node -> "127.0.0.1:" + node.getValue())
        .collect(Collectors.joining(","));
  }

  int clientPort(String id) {
    Integer port = clientPorts.get(id);
    if (port == null) {
      throw new IllegalArgumentException(id + ": not in " + clientPorts.keySet());
    }
    return port;
  }

  Path config(String id) {
    return folder.path().resolve(id).resolve("node.properties");
  }

  Path log(String id) {
    return folder.path().resolve(id).resolve("node.log");
  }

  RunFolder folder() {
    return folder;
  }

  List<Long> pids() {
    return hosts.values().stream().map(NodeProcess::pid).toList();
  }

  @Override
  public void close() {
    hosts.values().forEach(NodeProcess::close);
    ports.close();
    folder.close();
  }
}
