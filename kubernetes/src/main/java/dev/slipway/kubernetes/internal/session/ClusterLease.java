package dev.slipway.kubernetes.internal.session;

import dev.slipway.core.problem.ApplyException;
import dev.slipway.core.problem.NotReadyException;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one at a time change a cluster: a Lease beside its owner object, renewed while it is held,
 * gone afterwards. One that was killed loses it when it has not renewed it for {@link #LENGTH}, as
 * far as the clocks of both machines agree.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/">Kubernetes: Leases</a>
 */
public final class ClusterLease implements AutoCloseable {
  static final Duration LENGTH = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(ClusterLease.class);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final String PURPOSE = "slipway.dev/purpose";
  private static final String STEPS = "slipway.dev/steps";

  private final KubernetesClient client;
  private final String cluster;
  private final String namespace;
  private final String purpose;
  private final String identity =
      System.getProperty("user.name")
          + "@"
          + HostName.own()
          + ", process "
          + ProcessHandle.current().pid()
          + ", "
          + UUID.randomUUID().toString().substring(0, 8);
  private volatile String steps = "";
  private volatile @Nullable Lease held;
  private volatile @Nullable String lost;
  private @Nullable ScheduledExecutorService renewal;

  /**
   * A lease that is not taken yet.
   *
   * @param purpose the same for two who want the same
   */
  public ClusterLease(KubernetesClient client, String cluster, String namespace, String purpose) {
    this.client = client;
    this.cluster = cluster;
    this.namespace = namespace;
    this.purpose = purpose;
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }

  private Resource<Lease> resource() {
    return client.leases().inNamespace(namespace).withName(cluster + "-slipway");
  }

  /**
   * Waits until nobody else holds it.
   *
   * @return whether somebody did, so that what was read of the cluster is out of date
   * @throws ApplyException if somebody does who wants another thing
   */
  public boolean awaitOthers(ProgressTracker tracker) {
    boolean waited = false;
    Optional<Lease> other = other(resource().get());
    while (other.isPresent()) {
      requireSamePurpose(other.get());
      if (!waited) {
        tracker.tell("lease", "waiting for " + holder(other.get()) + ", who deploys the same");
        waited = true;
      }
      other = awaitEnd(other.get(), tracker.left());
      if (other.isPresent() && tracker.left().isZero()) {
        throw new NotReadyException(
            "Cluster '" + cluster + "': is still changed by " + holder(other.get()), List.of());
      }
    }
    return waited;
  }

  private Optional<Lease> awaitEnd(Lease other, Duration atMost) {
    Duration untilExpiry = Duration.between(now(), expiry(other));
    Duration limit = untilExpiry.compareTo(atMost) < 0 ? untilExpiry : atMost;
    try {
      return other(
          resource()
              .waitUntilCondition(
                  lease -> other(lease).isEmpty(),
                  Math.max(1, limit.toMillis()),
                  TimeUnit.MILLISECONDS));
    } catch (KubernetesClientTimeoutException expired) {
      return other(resource().get());
    }
  }

  private void requireSamePurpose(Lease other) {
    if (!purpose.equals(purpose(other))) {
      throw new ApplyException(
          "Cluster '"
              + cluster
              + "' is being changed by "
              + holder(other)
              + ", who wants something else (expected: one change at a time); nothing was touched"
              + "\n  fix: try again when that has ended, or agree on one specification; a holder"
              + " that was killed loses the Lease "
              + namespace
              + "/"
              + other.getMetadata().getName()
              + " after "
              + LENGTH.toSeconds()
              + " s");
    }
  }

  /** Whether one is there that nobody holds: somebody was killed. */
  public boolean isAbandoned() {
    Lease there = resource().get();
    return there != null && other(there).isEmpty();
  }

  /**
   * Takes it and renews it from now on.
   *
   * @return false if somebody else was faster
   */
  public boolean take() {
    Lease there = resource().get();
    if (other(there).isPresent()) {
      return false;
    }
    try {
      held =
          there == null
              ? client.resource(fresh()).create()
              : client.resource(taken(there, now())).update();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw ServerRefusal.of("create", fresh(), e);
    }
    renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "slipway-lease-" + cluster);
              thread.setDaemon(true);
              return thread;
            });
    // Its failures are logged where they happen.
    ScheduledFuture<?> unused =
        renewal.scheduleWithFixedDelay(
            this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    return true;
  }

  private Lease fresh() {
    return taken(
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(cluster + "-slipway")
            .withLabels(Ownership.selector(cluster))
            .endMetadata()
            .build(),
        now());
  }

  private Lease taken(Lease lease, ZonedDateTime since) {
    return new LeaseBuilder(lease)
        .editMetadata()
        .withAnnotations(Map.of(PURPOSE, purpose))
        .endMetadata()
        .editOrNewSpec()
        .withHolderIdentity(identity)
        .withLeaseDurationSeconds((int) LENGTH.toSeconds())
        .withAcquireTime(since)
        .withRenewTime(since)
        .endSpec()
        .build();
  }

  private synchronized void renew() {
    Lease mine = held;
    if (mine == null) {
      return;
    }
    try {
      held =
          client
              .resource(
                  new LeaseBuilder(mine)
                      .editMetadata()
                      .addToAnnotations(STEPS, steps)
                      .endMetadata()
                      .editSpec()
                      .withRenewTime(now())
                      .endSpec()
                      .build())
              .update();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        lost = other(resource().get()).map(ClusterLease::holder).orElse("somebody who deleted it");
        held = null;
      } else {
        LOG.warn("The lease of {} could not be renewed; it is tried again", cluster, e);
      }
    }
  }

  /** What is still to be done, written when it is next renewed. */
  public void keep(List<String> left) {
    steps = String.join("; ", left);
  }

  /** What somebody who was killed had still to do; empty if nobody was, or nothing is known. */
  public List<String> kept() {
    Lease there = resource().get();
    if (there == null || other(there).isPresent() || there.getMetadata().getAnnotations() == null) {
      return List.of();
    }
    String left = there.getMetadata().getAnnotations().getOrDefault(STEPS, "");
    return left.isEmpty() ? List.of() : List.of(left.split("; ", -1));
  }

  /**
   * Renews it, and so stops whoever has lost it before it changes what another one is changing.
   *
   * @throws ApplyException if it was lost
   */
  public void requireHeld() {
    renew();
    String taker = lost;
    if (taker != null) {
      throw new ApplyException(
          "Cluster '"
              + cluster
              + "': the lease was lost to "
              + taker
              + ", since it could not be renewed for "
              + LENGTH.toSeconds()
              + " s; what was applied stays, deploy again to go on");
    }
  }

  private Optional<Lease> other(@Nullable Lease lease) {
    return lease == null
            || lease.getSpec() == null
            || lease.getSpec().getHolderIdentity() == null
            || identity.equals(lease.getSpec().getHolderIdentity())
            || !expiry(lease).isAfter(now())
        ? Optional.empty()
        : Optional.of(lease);
  }

  private static ZonedDateTime expiry(Lease lease) {
    Integer seconds = lease.getSpec().getLeaseDurationSeconds();
    ZonedDateTime renewed = lease.getSpec().getRenewTime();
    return renewed == null
        ? now()
        : renewed.plusSeconds(seconds == null ? LENGTH.toSeconds() : seconds);
  }

  private static String purpose(Lease lease) {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(PURPOSE, "");
  }

  private static String holder(Lease lease) {
    ZonedDateTime since = lease.getSpec().getAcquireTime();
    return lease.getSpec().getHolderIdentity()
        + (since == null
            ? ""
            : ", since " + DateTimeFormatter.ISO_INSTANT.format(since.withNano(0).toInstant()));
  }

  /** Gives it back. */
  @Override
  public synchronized void close() {
    if (renewal != null) {
      renewal.shutdownNow();
    }
    Lease mine = held;
    held = null;
    if (mine != null) {
      try {
        client.resource(mine).lockResourceVersion(mine.getMetadata().getResourceVersion()).delete();
      } catch (KubernetesClientException e) {
        LOG.warn("The lease of {} could not be given back; it ends by itself", cluster, e);
      }
    }
  }
}
