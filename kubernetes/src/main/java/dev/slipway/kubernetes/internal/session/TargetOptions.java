package dev.slipway.kubernetes.internal.session;

import dev.slipway.kubernetes.change.Progress;
import dev.slipway.kubernetes.manifest.Patches;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What can be said of the target; each a decision of the user's.
 *
 * @param client the caller's, never closed
 * @param limit how long a change may take
 * @param patches changes to rendered objects
 * @param force whether fields of other managers are taken
 * @param progress who hears how a change gets on
 * @param platform what is said of the Kubernetes cluster
 */
public record TargetOptions(
    KubernetesClient client,
    Duration limit,
    Patches patches,
    boolean force,
    Consumer<? super Progress> progress,
    Platform platform) {
  /** The same on another platform. */
  public TargetOptions on(Platform other) {
    return new TargetOptions(client, limit, patches, force, progress, other);
  }
}
