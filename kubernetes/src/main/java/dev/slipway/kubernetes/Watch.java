package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Watches the pods of a cluster and the warnings in its namespaces, and lets callers wait for what
 * they show.
 */
final class Watch implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(5);

  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
  private final Map<String, Pod> pods = new TreeMap<>();
  private final Map<String, Event> warnings = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<String> old = new HashSet<>();
  private long changes;

  private Watch() {}

  /** Watches pods and warnings. */
  static Watch open(KubernetesClient client, String cluster, Collection<String> namespaces) {
    Watch watch = ofPods(client, cluster, namespaces);
    for (String namespace : new LinkedHashSet<>(namespaces)) {
      SharedIndexInformer<Event> events =
          client
              .v1()
              .events()
              .inNamespace(namespace)
              .withField("type", "Warning")
              .inform(watch.new Kept<>(watch.warnings));
      events.getStore().list().forEach(event -> watch.old.add(occurrence(event)));
      watch.informers.add(events);
    }
    return watch;
  }

  private static String occurrence(Event event) {
    return event.getMetadata().getUid() + " " + event.getCount();
  }

  /** Whether a warning was given since this watch was opened. */
  boolean isNew(Event warning) {
    return !old.contains(occurrence(warning));
  }

  /** Watches nothing but pods. */
  static Watch ofPods(KubernetesClient client, String cluster, Collection<String> namespaces) {
    Watch watch = new Watch();
    for (String namespace : new LinkedHashSet<>(namespaces)) {
      watch.informers.add(
          client
              .pods()
              .inNamespace(namespace)
              .withLabels(Ownership.selector(cluster))
              .inform(watch.new Kept<>(watch.pods)));
    }
    return watch;
  }

  /**
   * Waits until the condition holds; it is asked anew when something has changed, and at least
   * every so often.
   *
   * @return whether it did before the time was over
   */
  boolean await(Duration limit, Duration atLeastEvery, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      long seen = changes();
      if (condition.getAsBoolean()) {
        return true;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      awaitChange(seen, Math.min(left, atLeastEvery.toNanos()));
    }
  }

  /** Waits until the condition holds, which depends on nothing but what is watched. */
  boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
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

  /** The pods as they were seen last, by name. */
  Map<String, Pod> pods() {
    return copy(pods);
  }

  /** The warnings that the API server keeps; it forgets them after an hour. */
  Collection<Event> warnings() {
    return copy(warnings).values();
  }

  private <T> Map<String, T> copy(Map<String, T> map) {
    lock.lock();
    try {
      return Map.copyOf(map);
    } finally {
      lock.unlock();
    }
  }

  private void update(Runnable update) {
    lock.lock();
    try {
      update.run();
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
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

  private final class Kept<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final Map<String, T> kept;

    Kept(Map<String, T> kept) {
      this.kept = kept;
    }

    @Override
    public void onAdd(T object) {
      update(() -> kept.put(object.getMetadata().getName(), object));
    }

    @Override
    public void onUpdate(T before, T object) {
      onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean stateUnknown) {
      update(() -> kept.remove(object.getMetadata().getName()));
    }
  }
}
