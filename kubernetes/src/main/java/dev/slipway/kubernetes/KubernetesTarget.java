package dev.slipway.kubernetes;

import dev.slipway.core.facts.PortRange;
import dev.slipway.core.json.MalformedSpecException;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.probe.TimeLimit;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.Target;
import dev.slipway.kubernetes.change.Changes;
import dev.slipway.kubernetes.change.Progress;
import dev.slipway.kubernetes.internal.engine.Launch;
import dev.slipway.kubernetes.internal.session.Platform;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.internal.session.TargetOptions;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private final TargetOptions options;

  private KubernetesTarget(TargetOptions options) {
    this.options = options;
  }

  /** On the cluster that this client talks to. */
  public static KubernetesTarget of(KubernetesClient client) {
    return new KubernetesTarget(
        new TargetOptions(
            client, READY_LIMIT, Patches.none(), false, new Nobody(), Platform.UNKNOWN));
  }

  /**
   * How long a deployment may take until everything serves. If unspecified, five minutes.
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  @CheckReturnValue
  public KubernetesTarget readyWithin(Duration limit) {
    return new KubernetesTarget(
        new TargetOptions(
            options.client(),
            TimeLimit.positive("limit", limit),
            options.patches(),
            options.force(),
            options.progress(),
            options.platform()));
  }

  /** Changes to rendered objects, for what the sentence can't say. If unspecified, none. */
  @CheckReturnValue
  public KubernetesTarget patched(Patches patches) {
    return new KubernetesTarget(
        new TargetOptions(
            options.client(),
            options.limit(),
            patches,
            options.force(),
            options.progress(),
            options.platform()));
  }

  /**
   * Who hears how a deployment gets on, one thing at a time but on several threads. If unspecified,
   * nobody but the log.
   */
  @CheckReturnValue
  public KubernetesTarget progress(Consumer<? super Progress> listener) {
    return new KubernetesTarget(
        new TargetOptions(
            options.client(),
            options.limit(),
            options.patches(),
            options.force(),
            listener,
            options.platform()));
  }

  /**
   * Takes fields that another field manager owns, such as {@code kubectl edit}. If unspecified,
   * such a field is a conflict: the deployment ends before anything is touched, and names field and
   * manager.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts">Kubernetes:
   *     server-side apply, conflicts</a>
   */
  @CheckReturnValue
  public KubernetesTarget forceConflicts() {
    return new KubernetesTarget(
        new TargetOptions(
            options.client(),
            options.limit(),
            options.patches(),
            true,
            options.progress(),
            options.platform()));
  }

  /**
   * The domain of the cluster's DNS names, by which nodes find each other. If unspecified, what
   * CoreDNS is configured for if that may be seen ({@code get} of the ConfigMap {@code coredns} in
   * {@code kube-system}), else what a cluster that is there was given, else {@code cluster.local}.
   *
   * @throws IllegalArgumentException if it is no DNS name
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/">Kubernetes:
   *     DNS for Services and pods</a>
   */
  @CheckReturnValue
  public KubernetesTarget clusterDomain(String domain) {
    if (!DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException(
          "clusterDomain: '"
              + domain
              + "' (expected: a DNS name in lower case, without a dot at either end)");
    }
    return new KubernetesTarget(
        options.on(new Platform(Optional.of(domain), options.platform().nodePorts())));
  }

  /**
   * Where the API server allots NodePorts, as its {@code --service-node-port-range} says; the plan
   * then refuses others. If unspecified, the API server is asked before anything is touched.
   *
   * @throws IllegalArgumentException if it is no range of ports
   */
  @CheckReturnValue
  public KubernetesTarget nodePorts(int first, int last) {
    return new KubernetesTarget(
        options.on(
            new Platform(
                options.platform().clusterDomain(), Optional.of(new PortRange(first, last)))));
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  /**
   * Launches a cluster, or changes the one of that name: applies what differs, restarts the pods
   * that need it one at a time behind the quorum's and the replicas' gates, and returns when
   * everything serves. Interrupted or killed at any moment, a second call goes on from what is
   * there. Of two callers at once, the second waits for the first if it asks for the same, and is
   * refused if not; a Lease beside the cluster tells them of each other, held only while there is
   * something to change.
   *
   * <p>Before anything is touched: the account's rights are reviewed, patches of objects that are
   * there are rehearsed (dry run), and what a StatefulSet can never take is refused.
   *
   * @throws InvalidPlanException if the specification can't be planned; nothing was touched
   * @throws ApplyException if a right is missing, an object belongs to somebody else, another field
   *     manager owns a field, a change could never be taken, or somebody else is changing the
   *     cluster, all before anything was touched; or if the API server refuses an object
   * @throws NotReadyException if not everything serves in time; what was applied stays
   */
  @Override
  public KubernetesDeployment deploy(ClusterSpec spec) {
    Session session = Session.of(options);
    return new KubernetesDeployment(session, Launch.deploy(spec, session));
  }

  /**
   * The objects that {@link #deploy} would apply, for {@code kubectl apply} or GitOps; nothing is
   * touched. NodePorts that were not asked for are those that the cluster has assigned already, if
   * any; for those that are, the API server is asked for its range as by {@link #diff}, unless
   * {@link #nodePorts} says it.
   *
   * @throws InvalidPlanException if the specification can't be planned
   * @throws ApplyException if a NodePort is asked for that the API server does not allot
   */
  @CheckReturnValue
  public Manifests manifests(ClusterSpec spec) {
    return Launch.manifests(spec, Session.of(options));
  }

  /**
   * What {@link #deploy} would do to objects, with reasons; nothing is touched. The API server
   * names the range of its NodePorts only to who may {@code create} {@code services}: where ports
   * are asked for, it is given one that it must refuse. Who may not is told at the deployment.
   *
   * @throws InvalidPlanException if the specification can't be planned
   */
  @CheckReturnValue
  public Changes diff(ClusterSpec spec) {
    return Launch.diff(spec, Session.of(options));
  }

  /**
   * Takes a running cluster in hand, from the cluster alone: with the plan that was carried out,
   * whatever has changed around it since. A cluster that an older Slipway deployed, or one of
   * hundreds of brokers, keeps no plan; it is planned anew, and what is wrong with it by now is
   * among {@code plan().warnings()}.
   *
   * <p>Secret settings and variables are read from where they lie: {@code get} of the cluster's
   * Secret and StatefulSets. Those that may not be seen are masked in {@code plan().spec()}, which
   * {@link #deploy} then refuses until they are given again.
   *
   * @param name the cluster's name
   * @param namespace the namespace of its brokers
   * @throws ApplyException if there is none
   * @throws MalformedSpecException if its specification is of another version of Slipway, or has a
   *     mesh or an exposure whose artifact is missing
   */
  public KubernetesDeployment attach(String name, String namespace) {
    return new Attachment(Session.of(options)).of(name, namespace);
  }

  /** {@link #attach(String, String)} where the namespace has the cluster's name. */
  public KubernetesDeployment attach(String name) {
    return attach(name, name);
  }

  /** The API server, the namespace of the brokers, and the name. */
  @Override
  public Optional<String> place(ClusterSpec spec) {
    return Optional.of(
        options.client().getMasterUrl() + " " + spec.namespaces().kafka() + "/" + spec.name());
  }

  /** Whether the same was said of the same client. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KubernetesTarget target && options.equals(target.options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  /** Does not hear it; equal to every other. */
  private record Nobody() implements Consumer<Progress> {
    @Override
    public void accept(Progress progress) {}
  }
}
