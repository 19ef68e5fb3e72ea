package dev.slipway.kubernetes.internal.pods;

import dev.slipway.core.probe.TimeLimit;
import dev.slipway.kubernetes.internal.session.Ownership;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches the pods of a cluster and the warnings in its namespaces, and lets callers wait for what
 * they show.
 */
public final class PodWatch implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final List<SharedIndexInformer<Pod>> pods = new ArrayList<>();
  private final List<SharedIndexInformer<Event>> warnings = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<String> old = new HashSet<>();
  private long changes;

  private PodWatch() {}

  /** Watches pods and warnings. */
  public static PodWatch open(
      KubernetesClient client, String cluster, Collection<String> namespaces) {
    PodWatch watch = ofPods(client, cluster, namespaces);
    for (String namespace : new LinkedHashSet<>(namespaces)) {
      watch.warnings.add(
          watch.started(
              () ->
                  client
                      .v1()
                      .events()
                      .inNamespace(namespace)
                      .withField("type", "Warning")
                      .inform(watch.new Bell<>())));
    }
    watch.warnings().forEach(event -> watch.old.add(occurrence(event)));
    return watch;
  }

  private static String occurrence(Event event) {
    return event.getMetadata().getUid() + " " + event.getCount();
  }

  /** Whether a warning was given since this watch was opened. */
  public boolean isNew(Event warning) {
    return !old.contains(occurrence(warning));
  }

  /** Watches nothing but pods. */
  public static PodWatch ofPods(
      KubernetesClient client, String cluster, Collection<String> namespaces) {
    PodWatch watch = new PodWatch();
    for (String namespace : new LinkedHashSet<>(namespaces)) {
      watch.pods.add(
          watch.started(
              () ->
                  client
                      .pods()
                      .inNamespace(namespace)
                      .withLabels(Ownership.selector(cluster))
                      .inform(watch.new Bell<>())));
    }
    return watch;
  }

  /** A connection that ends meanwhile is told by the client's own HTTP library, as it is. */
  private <T> SharedIndexInformer<T> started(Supplier<SharedIndexInformer<T>> start) {
    try {
      return start.get();
    } catch (KubernetesClientException e) {
      close();
      throw e;
    } catch (RuntimeException e) {
      close();
      throw new KubernetesClientException("The watch of pods can't begin: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the condition holds; it is asked anew when something has changed, and at least
   * every so often.
   *
   * @return whether it did before the time was over
   */
  public boolean await(Duration limit, Duration atLeastEvery, BooleanSupplier condition)
      throws InterruptedException {
    TimeLimit running = TimeLimit.in(limit);
    while (true) {
      long seen = changes();
      if (condition.getAsBoolean()) {
        return true;
      }
      Duration left = running.left();
      if (left.isZero()) {
        return false;
      }
      awaitChange(seen, (left.compareTo(atLeastEvery) < 0 ? left : atLeastEvery).toNanos());
    }
  }

  /** Waits until the condition holds, which depends on nothing but what is watched. */
  public boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    return await(limit, limit, condition);
  }

  private long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  private void awaitChange(long seen, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (changes == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The pods as they were seen last, by name; at first, all that were there at the opening. */
  public Map<String, Pod> pods() {
    return seen(pods)
        .collect(
            Collectors.toUnmodifiableMap(
                pod -> pod.getMetadata().getName(), pod -> pod, (one, other) -> other));
  }

  /** The warnings that the API server keeps; it forgets them after an hour. */
  public Collection<Event> warnings() {
    return seen(warnings).toList();
  }

  // An informer's store is complete once it has started; its handlers are told of it later.
  private static <T> Stream<T> seen(List<SharedIndexInformer<T>> informers) {
    return informers.stream().flatMap(informer -> informer.getStore().list().stream());
  }

  @Override
  public void close() {
    List<SharedIndexInformer<?>> informers =
        Stream.<SharedIndexInformer<?>>concat(pods.stream(), warnings.stream()).toList();
    informers.forEach(SharedIndexInformer::stop);
    for (SharedIndexInformer<?> informer : informers) {
      informer
          .stopped()
          .toCompletableFuture()
          .orTimeout(STOP.toSeconds(), TimeUnit.SECONDS)
          .exceptionally(e -> null)
          .join();
    }
  }

  /** Wakes who waits for a change. */
  private final class Bell<T> implements ResourceEventHandler<T> {
    @Override
    public void onAdd(T object) {
      ring();
    }

    @Override
    public void onUpdate(T before, T object) {
      ring();
    }

    @Override
    public void onDelete(T object, boolean stateUnknown) {
      ring();
    }

    private void ring() {
      lock.lock();
      try {
        changes++;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
