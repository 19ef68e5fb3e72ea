package dev.slipway.kubernetes;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.Target;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Launches clusters on Kubernetes.
 *
 * <p>A target is an immutable value; each option gives another target. The client is the caller's:
 * it is used by several threads at once and never closed.
 *
 * <p>Cost: with existing namespaces and given hosts nothing cluster-scoped is needed; otherwise
 * {@code create} of namespaces, and {@code list} of nodes for exposures that advertise node
 * addresses. {@code docs/kubernetes.md} has the whole Role. The artifact {@code slipway-verify}
 * must be on the class path.
 */
public final class KubernetesTarget implements Target<KubernetesDeployment> {
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);

  private final Options options;

  private KubernetesTarget(Options options) {
    this.options = options;
  }

  /** On the cluster that this client talks to. */
  public static KubernetesTarget of(KubernetesClient client) {
    return new KubernetesTarget(new Options(client, READY_LIMIT, Patches.none(), progress -> {}));
  }

  /**
   * How long a deployment may take until everything serves. If unspecified, five minutes.
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  public KubernetesTarget readyWithin(Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: positive)");
    }
    return new KubernetesTarget(
        new Options(options.client, limit, options.patches, options.progress));
  }

  /** Changes to rendered objects, for what the sentence can't say. If unspecified, none. */
  public KubernetesTarget patched(Patches patches) {
    return new KubernetesTarget(
        new Options(options.client, options.limit, patches, options.progress));
  }

  /**
   * Who hears how a deployment gets on, on the thread that deploys. If unspecified, nobody but the
   * log.
   */
  public KubernetesTarget progress(Consumer<? super Progress> listener) {
    return new KubernetesTarget(
        new Options(options.client, options.limit, options.patches, listener));
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  /**
   * Launches a cluster, or changes the one of that name: applies what differs, restarts the pods
   * that need it one at a time behind the quorum's and the replicas' gates, and returns when
   * everything serves. Interrupted or killed at any moment, a second call goes on from what is
   * there.
   *
   * @throws InvalidPlanException if the specification can't be planned; nothing was touched
   * @throws ApplyException if the cluster refuses an object, or a change that it could never take;
   *     the latter before anything was touched
   * @throws NotReadyException if not everything serves in time; what was applied stays
   */
  @Override
  public KubernetesDeployment deploy(ClusterSpec spec) {
    return new Launch(spec, options).run();
  }

  /**
   * What {@link #deploy} would do to objects, with reasons; nothing is touched.
   *
   * @throws InvalidPlanException if the specification can't be planned
   */
  public Changes diff(ClusterSpec spec) {
    return new Launch(spec, options).diff();
  }

  /**
   * Takes a running cluster in hand, from the cluster alone.
   *
   * @param name the cluster's name
   * @param namespace the namespace of its brokers
   * @throws ApplyException if there is none
   */
  public KubernetesDeployment attach(String name, String namespace) {
    return new Attachment(options).of(name, namespace);
  }

  /** {@link #attach(String, String)} where the namespace has the cluster's name. */
  public KubernetesDeployment attach(String name) {
    return attach(name, name);
  }

  /** What can be said of the target; each a decision of the user's. */
  record Options(
      KubernetesClient client,
      Duration limit,
      Patches patches,
      Consumer<? super Progress> progress) {}
}
