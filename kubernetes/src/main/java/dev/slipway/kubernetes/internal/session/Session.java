package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.probe.ClusterAdmin;
import dev.slipway.core.probe.Verifier;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/**
 * What one deployment works with for as long as it is in hand: the target's options, and the
 * providers of this class path, each looked for once.
 */
public final class Session {
  private final TargetOptions options;
  private final ProviderSource providers = ProviderSource.of(Session.class.getClassLoader());
  private @Nullable ServerVersion version;
  private ClusterAdmin.@Nullable Factory admins;
  private @Nullable Verifier verifier;

  private Session(TargetOptions options) {
    this.options = options;
  }

  /** With these options; nothing is asked of the cluster yet. */
  public static Session of(TargetOptions options) {
    return new Session(options);
  }

  /** What was said of the target. */
  public TargetOptions options() {
    return options;
  }

  /** The caller's client. */
  public KubernetesClient client() {
    return options.client();
  }

  /** Renderers, and kinds in JSON. */
  public ProviderSource providers() {
    return providers;
  }

  /** The version of the API server, asked once. */
  public synchronized ServerVersion version() {
    ServerVersion known = version;
    if (known == null) {
      known = ServerVersion.of(client().getKubernetesVersion().getGitVersion());
      version = known;
    }
    return known;
  }

  /**
   * Opens administrators of brokers.
   *
   * @throws dev.slipway.core.problem.MissingProviderException if there are none
   */
  public synchronized ClusterAdmin.Factory admins() {
    ClusterAdmin.Factory known = admins;
    if (known == null) {
      known = ClusterAdmin.Factory.load();
      admins = known;
    }
    return known;
  }

  /**
   * Runs probes.
   *
   * @throws dev.slipway.core.problem.MissingProviderException if there is none
   */
  public synchronized Verifier verifier() {
    Verifier known = verifier;
    if (known == null) {
      known = Verifier.load();
      verifier = known;
    }
    return known;
  }

  /** The time of a change that begins now, and who hears of it. */
  public ProgressTracker begin() {
    return new ProgressTracker(options.limit(), options.progress());
  }

  /**
   * The Lease of a cluster, not taken yet.
   *
   * @param purpose the same for two who want the same
   */
  public ClusterLease lease(ClusterPlan plan, String purpose) {
    return new ClusterLease(
        client(), plan.name(), PlanNames.namespace(plan, NodeRole.BROKER), purpose);
  }
}
