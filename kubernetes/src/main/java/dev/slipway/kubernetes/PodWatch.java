package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Watches the pods of a cluster in all its namespaces, and lets callers wait for what they show.
 */
final class PodWatch implements AutoCloseable {
  private final List<SharedIndexInformer<Pod>> informers = new ArrayList<>();
  private final Map<String, Pod> pods = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  private PodWatch() {}

  static PodWatch open(KubernetesClient client, String cluster, Collection<String> namespaces) {
    PodWatch watch = new PodWatch();
    for (String namespace : new LinkedHashSet<>(namespaces)) {
      watch.informers.add(
          client
              .pods()
              .inNamespace(namespace)
              .withLabels(Ownership.selector(cluster))
              .inform(watch.new Handler()));
    }
    return watch;
  }

  /**
   * Waits until the pods show what is waited for.
   *
   * @return whether they did before the time was over
   */
  boolean await(Duration limit, Predicate<Map<String, Pod>> condition) throws InterruptedException {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (!condition.test(Map.copyOf(pods))) {
        if (nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The pods as they were seen last, by name. */
  Map<String, Pod> pods() {
    lock.lock();
    try {
      return Map.copyOf(pods);
    } finally {
      lock.unlock();
    }
  }

  private void update(Runnable update) {
    lock.lock();
    try {
      update.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    for (SharedIndexInformer<Pod> informer : informers) {
      informer.stop();
      informer
          .stopped()
          .toCompletableFuture()
          .orTimeout(5, TimeUnit.SECONDS)
          .exceptionally(e -> null)
          .join();
    }
  }

  private final class Handler implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      update(() -> pods.put(pod.getMetadata().getName(), pod));
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
      onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean stateUnknown) {
      update(() -> pods.remove(pod.getMetadata().getName()));
    }
  }
}
