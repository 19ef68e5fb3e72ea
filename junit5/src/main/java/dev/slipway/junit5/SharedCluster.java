package dev.slipway.junit5;

import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.target.ClusterNode;
import dev.slipway.core.target.Deployment;
import dev.slipway.verify.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One cluster and all who use it: launched once, when it is first wanted; ended with its store. */
@SuppressWarnings("deprecation") // Before JUnit 5.13 a store closes values of this interface only.
final class SharedCluster implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SharedCluster.class.getName());

  private static final Duration TURN_LIMIT = Duration.ofMinutes(15);
  private static final Duration REPAIR_LIMIT = Duration.ofMinutes(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<? extends Deployment> launch;
  private final Runnable ended;
  private final Duration linger;
  private final Turns turns = new Turns(TURN_LIMIT);
  private @Nullable Deployment deployment;
  private @Nullable Admin admin;
  private @Nullable RuntimeException failure;
  private volatile boolean kept;
  private volatile boolean closed;

  /**
   * Not launched yet.
   *
   * @param ended called when it has been removed
   * @param linger how long it outlives its store, for shutdown hooks, if it ends with this process
   *     anyway
   */
  SharedCluster(
      String name, Supplier<? extends Deployment> launch, Runnable ended, Duration linger) {
    this.name = name;
    this.ended = ended;
    this.launch = launch;
    this.linger = linger;
  }

  /** The running cluster; whoever asks first launches it, the others wait, or fail as that did. */
  synchronized Deployment deployment() {
    if (closed) {
      throw new IllegalStateException(name + ": closed (expected: used by running tests only)");
    }
    if (failure != null) {
      throw failure;
    }
    Deployment running = deployment;
    if (running == null) {
      try {
        running = launch.get();
        deployment = running;
      } catch (RuntimeException e) {
        failure = e;
        throw e;
      }
    }
    return running;
  }

  /** For what the extension itself does to topics. */
  synchronized Admin admin() {
    Admin open = admin;
    if (open == null) {
      Map<String, Object> config = deployment().clientSettings();
      config.put("client.id", "slipway-junit5-" + name);
      open = KafkaClients.making(() -> Admin.create(config));
      admin = open;
    }
    return open;
  }

  Turns turns() {
    return turns;
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets stay what can be looked at when the cluster ends. */
  void keep() {
    kept = true;
  }

  /** Whether it was launched, and is not given up. */
  synchronized boolean isUp() {
    return deployment != null && failure == null && !closed;
  }

  /** Whether a node is not as it was launched. */
  boolean isDamaged() {
    return !damaged().isEmpty();
  }

  /** Which nodes are not as they were launched. */
  String damage() {
    return name + ": " + damaged().stream().map(node -> node.name() + " " + node.state()).toList();
  }

  private List<? extends ClusterNode> damaged() {
    return deployment().nodes().stream()
        .filter(node -> node.state() != ClusterNode.State.RUNNING)
        .toList();
  }

  /** Resumes and starts every node, and returns when the cluster works again. */
  void repair() {
    Deployment broken = deployment();
    try {
      broken.nodes().stream()
          .filter(node -> node.state() == ClusterNode.State.PAUSED)
          .forEach(ClusterNode::resume);
      broken.nodes().stream()
          .filter(node -> node.state() == ClusterNode.State.STOPPED)
          .forEach(ClusterNode::start);
      long end = System.nanoTime() + REPAIR_LIMIT.toNanos();
      VerificationReport report = broken.verify();
      while (!report.passed() && System.nanoTime() < end) {
        report = broken.verify();
      }
      report.orThrow();
    } catch (RuntimeException e) {
      synchronized (this) {
        failure =
            new IllegalStateException(
                name + ": broken by a test before, and not repaired (expected: a working one)", e);
      }
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (admin != null) {
      admin.close(CLOSE_LIMIT);
    }
    if (deployment != null && kept) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: a test failed; kept {1}",
          name,
          deployment.closeAndKeep());
    } else if (deployment != null && deployment.endsWithProcess() && !linger.isZero()) {
      new Lingering(deployment).atMost(linger);
    } else if (deployment != null) {
      try {
        deployment.deleteWithVolumes();
      } finally {
        ended.run();
      }
    }
  }
}
