package dev.slipway.kubernetes;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Endpoint;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.core.plan.ListenerPlan.Audience;
import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.probe.TimeLimit;
import dev.slipway.core.probe.VerificationReport;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.ClusterNode;
import dev.slipway.core.target.Deployment;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.engine.Deletion;
import dev.slipway.kubernetes.internal.node.KubernetesNode;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.Session;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A cluster that runs on Kubernetes. Closing it leaves the cluster as it is. */
public final class KubernetesDeployment implements Deployment {
  private static final Duration VERIFY_LIMIT = Duration.ofSeconds(30);

  private final Session session;
  private final ClusterPlan plan;
  private final KubernetesAccess access;
  private final List<KubernetesNode> nodes;

  KubernetesDeployment(Session session, KubernetesAccess access) {
    this.session = session;
    this.plan = access.plan();
    this.access = access;
    this.nodes = KubernetesNode.of(session, plan);
  }

  @Override
  public ClusterPlan plan() {
    return plan;
  }

  /**
   * The brokers on the first listener for outsiders; without one, ports of this machine that are
   * forwarded to the listener CLIENT for as long as this deployment is open.
   */
  @Override
  public String bootstrapServers() {
    ListenerPlan listener = bootstrapListener();
    return listener.audience() == Audience.OUTSIDERS
        ? bootstrapServers(listener.name())
        : joined(access.door(listener));
  }

  /** The first listener for outsiders; without one, CLIENT. */
  @Override
  public ListenerPlan bootstrapListener() {
    return plan.listeners().stream()
        .filter(listener -> listener.audience() == Audience.OUTSIDERS)
        .findFirst()
        .orElseGet(() -> plan.listeners().get(0));
  }

  /**
   * What clients are told of one listener. The listeners CLIENT and INTERNAL can be reached from
   * inside the Kubernetes cluster only.
   */
  @Override
  public String bootstrapServers(String listener) {
    String name = plan.listener(listener).kafkaName();
    return plan.brokers().stream()
        .map(broker -> broker.listener(name).advertised().toString())
        .collect(Collectors.joining(","));
  }

  private static String joined(Door door) {
    return door.brokers().stream().map(Endpoint::toString).collect(Collectors.joining(","));
  }

  /** What a ZooKeeper client inside the Kubernetes cluster connects to, with the chroot. */
  @Override
  public String zookeeperConnect() {
    return plan.quorum().connect();
  }

  /**
   * {@inheritDoc} Listeners for outsiders are probed from where this JVM stands; CLIENT and
   * INTERNAL through ports forwarded by the API server, with the right {@code create} on {@code
   * pods/portforward}. An existing ZooKeeper that is named by a Service is reached likewise, with
   * {@code get} on {@code services} and {@code list} on {@code pods} in its namespace, any other at
   * its address; one that can't be reached is inconclusive. In a mesh, a pod outside of it connects
   * in plaintext to every port that only members may use, and each must refuse it: with the rights
   * {@code create} and {@code delete} on {@code pods} and {@code get} on {@code pods/log} in the
   * brokers' namespace; without them that probe is inconclusive.
   */
  @Override
  @CheckReturnValue
  public VerificationReport verify() {
    return verify(VERIFY_LIMIT);
  }

  @Override
  @CheckReturnValue
  public VerificationReport verify(Duration limit) {
    Duration most = TimeLimit.positive("verification limit", limit);
    return session.verifier().verify(plan, access, most);
  }

  /**
   * {@inheritDoc} They are pods: they can be stopped, killed and started, not paused. While one is
   * away its StatefulSet is too, so that none of its kind comes back by itself. Each of these acts
   * is a change of the cluster, for which nobody else may be changing it ({@link ApplyException}).
   */
  @Override
  public Collection<? extends ClusterNode> nodes() {
    return nodes;
  }

  /**
   * {@inheritDoc} Returns when the pods are gone. Namespaces are deleted only if they were made for
   * the cluster and no volumes are kept in them. A second call, or one after an interruption, goes
   * on with what is left.
   *
   * @throws ApplyException if somebody else is changing the cluster, or a right is missing
   * @throws NotReadyException if pods are still there after the target's {@linkplain
   *     KubernetesTarget#readyWithin limit}
   */
  @Override
  public void delete() {
    close();
    new Deletion(session, plan, false).run();
  }

  /**
   * {@inheritDoc} Returns when the pods are gone. Namespaces are deleted too, unless they were
   * there before.
   *
   * @throws ApplyException if somebody else is changing the cluster, or a right is missing
   * @throws NotReadyException if pods are still there after the target's {@linkplain
   *     KubernetesTarget#readyWithin limit}
   */
  @Override
  public void deleteWithVolumes() {
    close();
    new Deletion(session, plan, true).run();
  }

  /** {@inheritDoc} The whole cluster stays, and no later run of tests removes it. */
  @Override
  public String closeAndKeep() {
    close();
    List<String> namespaces = PlanNames.namespaces(plan);
    namespaces.forEach(namespace -> TestNamespaces.release(session.client(), namespace));
    return "cluster '" + plan.name() + "' in namespaces " + namespaces;
  }

  /** Ends the forwarded ports. The cluster stays; {@link #delete()} removes it. */
  @Override
  public void close() {
    access.close();
  }

  /** One line; {@code plan().describe()} has it all. */
  @Override
  public String toString() {
    return "KubernetesDeployment{" + plan + "}";
  }
}
