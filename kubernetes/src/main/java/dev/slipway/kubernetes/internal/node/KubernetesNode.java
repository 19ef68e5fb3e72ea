package dev.slipway.kubernetes.internal.node;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.target.ClusterNode;
import dev.slipway.kubernetes.internal.pods.PodLog;
import dev.slipway.kubernetes.internal.session.Session;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * One pod of a cluster on Kubernetes, to be stopped and started: for tests of what a client does
 * then. State is asked of the API server at each call; calls on nodes of one kind wait for each
 * other.
 *
 * <p>Cost: to start one while another of its kind is stopped needs the right to {@code create}
 * pods; the rest needs no more than a deployment.
 */
public final class KubernetesNode implements ClusterNode {
  private static final int LINES = 20;

  private final KubernetesClient client;
  private final StoppedPods stopped;
  private final String namespace;
  private final NodeRole role;
  private final String name;
  private final int id;

  private KubernetesNode(
      KubernetesClient client, StoppedPods stopped, WorkloadPlan workload, String name, int id) {
    this.client = client;
    this.stopped = stopped;
    this.namespace = workload.identity().namespace();
    this.role = workload.role();
    this.name = name;
    this.id = id;
  }

  /** The servers by id, then the brokers by id. */
  public static List<KubernetesNode> of(Session session, ClusterPlan plan) {
    return plan.workloads().stream()
        .flatMap(
            workload -> {
              StoppedPods stopped = new StoppedPods(session, plan, workload);
              return workload.nodes().stream()
                  .map(
                      node ->
                          new KubernetesNode(
                              session.client(), stopped, workload, node.name(), node.id()));
            })
        .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public NodeRole role() {
    return role;
  }

  @Override
  public int id() {
    return id;
  }

  @Override
  public State state() {
    Pod pod = client.pods().inNamespace(namespace).withName(name).get();
    return pod != null && StoppedPods.runs(pod) ? State.RUNNING : State.STOPPED;
  }

  /**
   * {@inheritDoc} It serves then; of servers too few for a quorum, it runs. Without volumes it
   * comes back without its data.
   */
  @Override
  public void start() {
    stopped.end(name);
  }

  @Override
  public void stop() {
    stopped.begin(name, null);
  }

  /**
   * {@inheritDoc} The pod is deleted without grace; its kubelet may leave the server two seconds
   * all the same.
   */
  @Override
  public void kill() {
    stopped.begin(name, 0L);
  }

  /**
   * Kubernetes does not pause pods.
   *
   * @throws IllegalStateException always
   */
  @Override
  public void pause() {
    throw new IllegalStateException(
        "pause "
            + name
            + ": a pod (expected: a process of its own, as the embedded target has it); stop() or"
            + " kill() it");
  }

  @Override
  public void resume() {}

  @Override
  public List<String> lastLogLines() {
    return PodLog.tail(client, namespace, name, LINES);
  }

  @Override
  public String toString() {
    return name;
  }
}
