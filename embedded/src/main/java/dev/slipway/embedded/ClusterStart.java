package dev.slipway.embedded;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodePlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.plan.TopicPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.folder.Reason;
import dev.slipway.embedded.internal.folder.RunFolder;
import dev.slipway.embedded.internal.folder.UserTempFolder;
import dev.slipway.embedded.internal.port.ClusterPorts;
import dev.slipway.embedded.internal.port.PortReservations;
import dev.slipway.embedded.internal.process.ClassArchive;
import dev.slipway.embedded.internal.process.Failures;
import dev.slipway.embedded.internal.process.Host;
import dev.slipway.embedded.internal.process.LogTail;
import dev.slipway.embedded.internal.process.NodeFailure;
import dev.slipway.embedded.internal.process.NodeProcess;
import dev.slipway.embedded.internal.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one cluster up, or leaves nothing behind. */
final class ClusterStart {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterStart.class);

  private final ClusterSpec spec;
  private final EmbeddedTarget.Options options;
  private final Phases phases = new Phases();
  private final Waiting limit;

  ClusterStart(ClusterSpec spec, EmbeddedTarget.Options options) {
    this.spec = spec;
    this.options = options;
    this.limit = Waiting.of("start", options.limit());
  }

  EmbeddedDeployment run() {
    ServerBundle bundle =
        phases.timed(
            "unpack",
            () -> ServerBundle.unpack(ClusterStart.class.getClassLoader(), options.cache()));
    Optional<ClassArchive> archive =
        options.archive().uses() ? Optional.of(ClassArchive.of(bundle)) : Optional.empty();
    PortReservations ports = PortReservations.open();
    try {
      ClusterPorts wanted = new ClusterPorts(spec, ports);
      List<Integer> chosen = wanted.choose();
      // Before any folder is made: a specification that can't be planned leaves no trace.
      plan(options.data().orElse(Path.of("data")), bundle, chosen);
      RunFolder folder = reserve(wanted);
      try {
        folder.letNativeLibrariesLoad(
            List.of(UserTempFolder.ofThisUser(), bundle.tempFolderBeside()));
        ClusterPlan plan = phases.timed("plan", () -> plan(folder.path(), bundle, chosen));
        EmbeddedDeployment deployed = deploy(plan, bundle, archive, folder, ports);
        // Not before: until now it would have been in the way.
        archive.filter(it -> options.archive().makes()).ifPresent(ClassArchive::makeInBackground);
        return deployed;
      } catch (RuntimeException e) {
        folder.close();
        throw e;
      }
    } catch (RuntimeException e) {
      ports.close();
      throw e;
    }
  }

  /** The ports that are named, and the folder. */
  private RunFolder reserve(ClusterPorts wanted) {
    Path data = options.data().orElse(null);
    if (data == null || Files.notExists(data)) {
      wanted.reserveNamed();
      return data == null ? RunFolder.temporary(spec.name()) : RunFolder.at(data);
    }
    // First, for it ends what a killed owner has left, and that may still have the ports.
    RunFolder folder = RunFolder.at(data);
    try {
      wanted.reserveNamed();
      return folder;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private ClusterPlan plan(Path folder, ServerBundle bundle, List<Integer> ports) {
    return Planner.plan(
        spec,
        LoopbackFacts.builder()
            .folder(folder.toString())
            .ports(ports)
            .kafkaVersion(bundle.kafkaVersion())
            .zookeeperVersion(bundle.zookeeperVersion())
            .honoured(EnumSet.of(Feature.HEAP))
            .ignored(options.ignored())
            .kafkaDefaults(EmbeddedSettings.ofBroker())
            .zookeeperDefaults(EmbeddedSettings.ofServer(options.data().isEmpty()))
            .build());
  }

  private EmbeddedDeployment deploy(
      ClusterPlan plan,
      ServerBundle bundle,
      Optional<ClassArchive> archive,
      RunFolder folder,
      PortReservations ports) {
    DataFolder files = new DataFolder(folder.path());
    if (!folder.isTemporary()) {
      writing(files, () -> files.claim(spec));
    }
    LOG.info("Starting {} in {}", plan, folder.path());
    Failures failures = new Failures();
    Map<String, NodeRole> roles = new LinkedHashMap<>();
    plan.workloads()
        .forEach(
            workload -> workload.nodes().forEach(node -> roles.put(node.name(), workload.role())));
    Hosts hosts =
        new Hosts(
            roles,
            new JvmMemory(options, plan),
            bundle,
            archive.map(ClassArchive::jvmOptions).orElse(List.of()),
            folder,
            failures);
    Map<String, EmbeddedNode> nodes = nodes(plan, hosts, files);
    EmbeddedDeployment deployment =
        new EmbeddedDeployment(plan, folder, ports, nodes, failures, phases);
    try {
      phases.timed("launch", () -> launch(plan, nodes, files));
      phases.timed("start nodes", () -> start(plan, nodes, failures));
      phases.timed("await brokers", () -> settle(plan, nodes, files, failures));
      LOG.info("Started {}: {}", plan.name(), phases);
      return deployment;
    } catch (RuntimeException e) {
      deployment.abandon();
      throw e;
    }
  }

  /** JVMs boot while the configuration is written that they are told of afterwards. */
  private void launch(ClusterPlan plan, Map<String, EmbeddedNode> nodes, DataFolder files) {
    nodes.values().forEach(node -> node.host().process());
    writing(files, () -> files.write(plan));
  }

  private void writing(DataFolder files, Writing work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "folder of cluster '" + spec.name() + "': " + files.root() + ": " + Reason.of(e), e);
    }
  }

  /** Something that is written to the folder of the cluster. */
  private interface Writing {
    void run() throws IOException;
  }

  private Map<String, EmbeddedNode> nodes(ClusterPlan plan, Hosts hosts, DataFolder files) {
    Map<String, EmbeddedNode> nodes = new LinkedHashMap<>();
    for (WorkloadPlan workload : plan.workloads()) {
      for (NodePlan node : workload.nodes()) {
        nodes.put(
            node.name(),
            new EmbeddedNode(
                node.name(),
                workload.role(),
                node.id(),
                hosts.of(node.name()),
                files.config(node.name(), node.config()),
                files.log(node.name()),
                options.limit()));
      }
    }
    return nodes;
  }

  /** Starts all nodes at once: brokers wait for the quorum by themselves. */
  private void start(ClusterPlan plan, Map<String, EmbeddedNode> nodes, Failures failures) {
    Map<String, CompletableFuture<@Nullable Void>> started = new LinkedHashMap<>();
    nodes.forEach((name, node) -> started.put(name, node.begin()));
    CompletableFuture<?>[] futures = started.values().toArray(CompletableFuture[]::new);
    try {
      limit.join(allOrFirstFailure(failures, futures));
    } catch (NotReadyException e) {
      throw notStarted(nodes, started, failures, e);
    }
    Map<ServerPlan, String> silent =
        new QuorumWatch(plan.servers()).await(limit, failures.first()::isCompletedExceptionally);
    if (!failures.all().isEmpty()) {
      throw new NotReadyException(headline(), told(failures));
    }
    if (!silent.isEmpty()) {
      throw new NotReadyException(
          headline() + " within " + limit.limit(),
          silent.entrySet().stream()
              .map(server -> told(nodes.get(server.getKey().name()), server.getValue()))
              .toList());
    }
  }

  /** One failure ends the wait: the other nodes would only run into the limit. */
  private static CompletableFuture<@Nullable Void> allOrFirstFailure(
      Failures failures, CompletableFuture<?>... futures) {
    CompletableFuture<@Nullable Void> result = new CompletableFuture<>();
    failures
        .first()
        .exceptionally(
            failure -> {
              result.completeExceptionally(failure);
              return null;
            });
    AtomicInteger left = new AtomicInteger(futures.length);
    for (CompletableFuture<?> future : futures) {
      future
          .thenRun(
              () -> {
                if (left.decrementAndGet() == 0) {
                  result.complete(null);
                }
              })
          .exceptionally(
              failure -> {
                result.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
                return null;
              });
    }
    return result;
  }

  private NotReadyException notStarted(
      Map<String, EmbeddedNode> nodes,
      Map<String, CompletableFuture<@Nullable Void>> started,
      Failures failures,
      NotReadyException cause) {
    List<NotReadyException.NodeFailure> failed = new ArrayList<>(told(failures));
    List<NotReadyException.NodeFailure> unfinished = new ArrayList<>();
    started.forEach(
        (name, future) -> {
          if (future.isCompletedExceptionally()) {
            failed.add(Failures.of(future).map(NodeFailure::told).orElseThrow());
          } else if (!future.isDone()) {
            unfinished.add(told(nodes.get(name), "has not started yet"));
          }
        });
    // Those that wait for a failed one are not to blame.
    return new NotReadyException(
        headline() + (failed.isEmpty() ? " within " + limit.limit() : ""),
        failed.isEmpty() ? unfinished : failed,
        cause);
  }

  /** Waits until the controller knows all brokers, makes the topics, and sees that all know. */
  private void settle(
      ClusterPlan plan, Map<String, EmbeddedNode> nodes, DataFolder files, Failures failures) {
    NodeProcess process =
        nodes.values().stream()
            .filter(node -> node.role() == NodeRole.BROKER)
            .findFirst()
            .orElseThrow()
            .host()
            .process();
    String bootstrap = EmbeddedDeployment.bootstrap(plan, plan.listeners().get(0));
    int brokers = plan.brokers().size();
    CompletableFuture<@Nullable Void> settled =
        process.awaitBrokers(bootstrap, brokers, limit.left());
    if (!plan.topics().isEmpty()) {
      settled =
          settled.thenCompose(
              nothing -> process.createTopics(bootstrap, files.topics(), limit.left()));
    }
    // Whichever broker a client asks first.
    List<String> topics = plan.topics().stream().map(TopicPlan::name).toList();
    settled =
        settled.thenCompose(
            nothing ->
                CompletableFuture.allOf(
                    nodes.values().stream()
                        .filter(node -> node.role() == NodeRole.BROKER)
                        .map(EmbeddedNode::host)
                        .distinct()
                        .map(host -> host.process().awaitMetadata(brokers, topics, limit.left()))
                        .toArray(CompletableFuture[]::new)));
    try {
      limit.join(allOrFirstFailure(failures, settled));
    } catch (NotReadyException e) {
      if (!e.failures().isEmpty()) {
        throw new NotReadyException(headline(), e.failures(), e);
      }
      throw new NotReadyException(
          headline() + " within " + limit.limit(),
          plan.brokers().stream()
              .map(broker -> nodes.get(broker.name()))
              .map(node -> told(node, "runs, but not everything is known of the cluster yet"))
              .toList(),
          e);
    }
  }

  private static List<NotReadyException.NodeFailure> told(Failures failures) {
    return failures.all().stream().map(NodeFailure::told).toList();
  }

  private String headline() {
    return "Cluster '" + spec.name() + "' did not start";
  }

  private static NotReadyException.NodeFailure told(@Nullable EmbeddedNode node, String reason) {
    if (node == null) {
      throw new IllegalStateException("a node of the plan has no process");
    }
    String lastError =
        LogTail.lastError(node.log())
            .map(error -> "; the last error of its log: " + error)
            .orElse("");
    return new NotReadyException.NodeFailure(
        node.name(), reason + lastError, node.log().toString(), LogTail.of(node.log()));
  }

  /** One process for all nodes, or one for each. */
  private final class Hosts {
    private final Map<String, NodeRole> nodes;
    private final JvmMemory memory;
    private final ServerBundle bundle;
    private final List<String> jvmOptions;
    private final RunFolder folder;
    private final Failures failures;
    private @Nullable Host shared;

    Hosts(
        Map<String, NodeRole> nodes,
        JvmMemory memory,
        ServerBundle bundle,
        List<String> jvmOptions,
        RunFolder folder,
        Failures failures) {
      this.nodes = nodes;
      this.memory = memory;
      this.bundle = bundle;
      this.jvmOptions = jvmOptions;
      this.folder = folder;
      this.failures = failures;
    }

    Host of(String node) {
      if (options.processPerNode()) {
        return host(node, Map.of(node, role(node)));
      }
      Host all = shared;
      if (all == null) {
        all = host(spec.name(), nodes);
        shared = all;
      }
      return all;
    }

    private NodeRole role(String node) {
      return Optional.ofNullable(nodes.get(node)).orElseThrow();
    }

    private Host host(String name, Map<String, NodeRole> hosted) {
      List<NodeRole> roles = List.copyOf(hosted.values());
      List<String> withMemory = new ArrayList<>(jvmOptions);
      withMemory.add(memory.directOption(roles));
      return new Host(
          name,
          List.copyOf(hosted.keySet()),
          bundle,
          folder,
          memory.heap(roles),
          withMemory,
          failures);
    }
  }
}
