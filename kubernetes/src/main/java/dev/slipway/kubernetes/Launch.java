package dev.slipway.kubernetes;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.Changes.Change;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Brings a cluster on Kubernetes to what a specification says. */
final class Launch {
  private static final int AT_ONCE = 8;

  private final ClusterSpec spec;
  private final KubernetesTarget.Options options;
  private final KubernetesClient client;
  private final ProviderSource providers;
  private final Journey journey;

  Launch(ClusterSpec spec, KubernetesTarget.Options options) {
    this.spec = spec;
    this.options = options;
    this.client = options.client();
    this.providers = ProviderSource.of(Launch.class.getClassLoader());
    this.journey = new Journey(options.limit(), options.progress());
  }

  KubernetesDeployment run() {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, daemons());
    try {
      Drawing drawing = draw();
      journey.tell("plan", drawing.plan().toString());
      new Immutables(client).check(drawing.manifests());
      return apply(drawing, new Applier(client, threads));
    } finally {
      threads.shutdownNow();
    }
  }

  Changes diff() {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, daemons());
    try {
      Drawing drawing = draw();
      List<Change> changes =
          new ArrayList<>(new Applier(client, threads).changes(drawing.manifests().objects()));
      changes.addAll(new Leftovers(client, drawing).changes());
      return new Changes(changes);
    } finally {
      threads.shutdownNow();
    }
  }

  private Drawing draw() {
    return draw(new FactsReader(client).read(spec));
  }

  private Drawing draw(KubernetesFacts facts) {
    ServerVersion version = ServerVersion.of(client.getKubernetesVersion().getGitVersion());
    return Drawing.of(spec, facts, version, providers, options.patches());
  }

  private KubernetesDeployment apply(Drawing first, Applier applier) {
    applier.apply(only(first, Namespace.class::isInstance));
    // Services first: the API server assigns their NodePorts, which the brokers then advertise.
    applier.apply(only(first, Service.class::isInstance));
    Drawing drawing = first;
    if (!first.plan().complete()) {
      drawing = draw();
      // Now that they are known they are asked for, so that the next deployment has nothing to do.
      applier.apply(only(drawing, Service.class::isInstance));
    }
    applier.apply(
        only(
            drawing,
            object ->
                !(object instanceof Namespace)
                    && !(object instanceof Service)
                    && !(object instanceof StatefulSet)));
    // ZooKeeper and Kafka at once: brokers wait for the quorum by themselves.
    applier.apply(only(drawing, StatefulSet.class::isInstance));
    journey.tell("apply", drawing.manifests().objects().size() + " objects are as they should be");
    return settle(drawing);
  }

  private KubernetesDeployment settle(Drawing drawing) {
    ClusterPlan plan = drawing.plan();
    KubernetesDeployment deployment = new KubernetesDeployment(client, plan);
    try (PodWatch pods = PodWatch.open(client, plan.name(), namespaces(plan))) {
      new Await(client, plan, pods, journey).servingOrRestartable();
      new RollingRestart(client, drawing, pods, journey, deployment).run();
      new Await(client, plan, pods, journey).serving();
      deployment.awaitBrokers(journey);
      deployment.ensureTopics(journey);
      new Leftovers(client, drawing).remove(journey);
      journey.tell("ready", "everything serves");
      return deployment;
    } catch (RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  static List<String> namespaces(ClusterPlan plan) {
    return plan.workloads().stream()
        .map(WorkloadPlan::identity)
        .map(identity -> identity.namespace())
        .distinct()
        .toList();
  }

  static String namespace(ClusterPlan plan, NodeRole role) {
    return plan.workload(role).orElseThrow().identity().namespace();
  }

  private static List<HasMetadata> only(Drawing drawing, Predicate<HasMetadata> kind) {
    return drawing.manifests().objects().stream().filter(kind).toList();
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "slipway-apply-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
