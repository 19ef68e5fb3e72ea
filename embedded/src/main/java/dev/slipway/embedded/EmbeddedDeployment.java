package dev.slipway.embedded;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.plan.BrokerPlan;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerEndpoints;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.ServerPlan;
import dev.slipway.core.probe.Access;
import dev.slipway.core.probe.TimeLimit;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.probe.Verifier;
import dev.slipway.core.target.Deployment;
import dev.slipway.embedded.internal.folder.RunFolder;
import dev.slipway.embedded.internal.port.PortReservations;
import dev.slipway.embedded.internal.process.Failures;
import dev.slipway.embedded.internal.process.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running embedded cluster. */
public final class EmbeddedDeployment implements Deployment {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDeployment.class);

  private static final Duration VERIFY_LIMIT = Duration.ofSeconds(15);
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final ClusterPlan plan;
  private final RunFolder folder;
  private final PortReservations ports;
  private final Map<String, EmbeddedNode> nodes;
  private final Failures failures;
  private final Phases phases;
  private boolean closed;

  EmbeddedDeployment(
      ClusterPlan plan,
      RunFolder folder,
      PortReservations ports,
      Map<String, EmbeddedNode> nodes,
      Failures failures,
      Phases phases) {
    this.plan = plan;
    this.folder = folder;
    this.ports = ports;
    this.nodes = nodes;
    this.failures = failures;
    this.phases = phases;
    failures.tell(
        failure ->
            Optional.ofNullable(nodes.get(failure.nodeId()))
                .ifPresent(node -> node.died(failure.reason())));
  }

  @Override
  public ClusterPlan plan() {
    return plan;
  }

  /** The brokers on the listener CLIENT; every listener can be reached from this machine. */
  @Override
  public String bootstrapServers() {
    return bootstrap(plan, plan.listeners().get(0));
  }

  @Override
  public String bootstrapServers(String listener) {
    return bootstrap(plan, plan.listener(listener));
  }

  static String bootstrap(ClusterPlan plan, ListenerPlan listener) {
    return plan.brokers().stream()
        .map(broker -> advertised(broker, listener).toString())
        .collect(Collectors.joining(","));
  }

  private static Endpoint advertised(BrokerPlan broker, ListenerPlan listener) {
    ListenerEndpoints endpoints = broker.listener(listener.kafkaName());
    // On this machine every address is known before a broker starts.
    return endpoints.advertised().whenKnown().orElse(endpoints.bind());
  }

  @Override
  public String zookeeperConnect() {
    return plan.quorum().connect();
  }

  /** The folder of configuration, logs and data: one folder a node. */
  public Path folder() {
    return folder.path();
  }

  @Override
  public Collection<EmbeddedNode> nodes() {
    return List.copyOf(nodes.values());
  }

  @Override
  public EmbeddedNode server(int id) {
    return (EmbeddedNode) Deployment.super.server(id);
  }

  @Override
  public EmbeddedNode broker(int id) {
    return (EmbeddedNode) Deployment.super.broker(id);
  }

  /** Where the time of the start went, in order. */
  public List<Phase> phases() {
    return phases.all();
  }

  /**
   * A part of the start.
   *
   * @param name what was done
   * @param took how long it took
   */
  public record Phase(String name, Duration took) {}

  /** As {@link Deployment#verify()}; gives up what has not come good within 15 s. */
  @Override
  @CheckReturnValue
  public VerificationReport verify() {
    return verify(VERIFY_LIMIT);
  }

  @Override
  @CheckReturnValue
  public VerificationReport verify(Duration limit) {
    Duration most = TimeLimit.positive("verification limit", limit);
    VerificationReport report = Verifier.load().verify(plan, new Loopback(), most);
    List<String> notes = new ArrayList<>(report.notes());
    failures
        .all()
        .forEach(
            failure -> notes.add(failure.nodeId() + " has ended unasked: " + failure.reason()));
    return new VerificationReport(report.cluster(), report.results(), notes, report.duration());
  }

  /**
   * Ends the cluster. With a temporary folder its processes are killed, which takes milliseconds;
   * with a folder of the user's they are stopped gracefully before.
   */
  @Override
  public void close() {
    if (end()) {
      release();
      LOG.info("Ended {}", plan.name());
    }
  }

  /**
   * Ends the cluster gracefully and keeps its folder: where it is, if it is the user's; else moved
   * into {@code slipway-<user id>-kept} of the machine's temporary folder.
   */
  @Override
  public String closeAndKeep() {
    if (!end()) {
      return "nothing was kept: it was closed before";
    }
    stopGracefully();
    endHosts();
    nameOwner();
    Path kept = folder.keep();
    ports.close();
    LOG.info("Ended {}; kept {}", plan.name(), kept);
    return kept.toString();
  }

  /** With a temporary folder; one of the user's is to be left by a graceful end. */
  @Override
  public boolean endsWithProcess() {
    return folder.isTemporary();
  }

  /** Says whose a temporary folder was; until now nobody else could have asked. */
  private void nameOwner() {
    try {
      new DataFolder(folder.path()).claim(plan.spec());
    } catch (IOException e) {
      LOG.warn("The specification of {} is not in {}: {}", plan.name(), folder.path(), e);
    }
  }

  private boolean end() {
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
    }
    if (!folder.isTemporary()) {
      stopGracefully();
    }
    return true;
  }

  /** Ends a cluster whose start failed. */
  void abandon() {
    synchronized (this) {
      closed = true;
    }
    release();
  }

  private void stopGracefully() {
    plan.inOrderOfEnding().forEach(workload -> stopGracefully(workload.role()));
  }

  private void stopGracefully(NodeRole role) {
    CompletableFuture<@Nullable Void> stopped =
        CompletableFuture.allOf(
            nodes.values().stream()
                .filter(node -> node.role() == role)
                .filter(node -> node.state() == EmbeddedNode.State.RUNNING)
                .map(EmbeddedNode::end)
                .toArray(CompletableFuture[]::new));
    try {
      stopped.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Not every {} of {} stopped gracefully: {}", role.word(), plan.name(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endHosts() {
    nodes.values().stream().map(EmbeddedNode::host).distinct().forEach(Host::close);
    nodes.values().forEach(EmbeddedNode::ended);
  }

  private void release() {
    endHosts();
    folder.close();
    ports.close();
  }

  /** One line with the folder; {@code plan().describe()} has it all. */
  @Override
  public String toString() {
    return "EmbeddedDeployment{"
        + plan.name()
        + " in "
        + folder.path()
        + ": "
        + nodes.values()
        + "}";
  }

  /** Everything is on this machine, so everything can be reached. */
  private final class Loopback implements Access {
    @Override
    public Optional<Endpoint> server(int id) {
      return plan.servers().stream()
          .filter(server -> server.id() == id)
          .map(ServerPlan::client)
          .findFirst();
    }

    @Override
    public List<Door> doors() {
      return plan.listeners().stream()
          .map(
              listener ->
                  new Door(
                      listener.kafkaName(),
                      listener.security(),
                      plan.brokers().stream().map(broker -> advertised(broker, listener)).toList()))
          .toList();
    }
  }
}
