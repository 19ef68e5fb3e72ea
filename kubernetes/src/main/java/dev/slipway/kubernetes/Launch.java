package dev.slipway.kubernetes;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.Changes.Action;
import dev.slipway.kubernetes.Changes.Change;
import dev.slipway.kubernetes.Rights.Right;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.mesh.MeshReport;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings a cluster on Kubernetes to what a specification says. */
final class Launch {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final ClusterSpec spec;
  private final KubernetesTarget.Options options;
  private final KubernetesClient client;
  private final ProviderSource providers;
  private final Set<ServedKind> policyKinds;
  private final Journey journey;
  private final Requests requests;
  private final Applier applier;
  private final ServerVersion version;

  private Launch(ClusterSpec spec, KubernetesTarget.Options options, Requests requests) {
    this.spec = spec;
    this.options = options;
    this.client = options.client();
    this.providers = ProviderSource.of(Launch.class.getClassLoader());
    this.policyKinds = providers.meshKinds().collect(Collectors.toSet());
    this.journey = new Journey(options.limit(), options.progress());
    this.requests = requests;
    this.applier = new Applier(client, requests, journey, options.force());
    this.version = ServerVersion.of(client.getKubernetesVersion().getGitVersion());
  }

  static KubernetesDeployment deploy(ClusterSpec spec, KubernetesTarget.Options options) {
    try (Requests requests = new Requests()) {
      return new Launch(spec, options, requests).deploy();
    }
  }

  static Manifests manifests(ClusterSpec spec, KubernetesTarget.Options options) {
    try (Requests requests = new Requests()) {
      Launch launch = new Launch(spec, options, requests);
      Drawing drawing = launch.draw();
      launch.requirePorts(drawing);
      return drawing.manifests();
    }
  }

  static Changes diff(ClusterSpec spec, KubernetesTarget.Options options) {
    try (Requests requests = new Requests()) {
      Launch launch = new Launch(spec, options, requests);
      Drawing drawing = launch.draw();
      Sight sight = launch.permitted(drawing, () -> launch.look(drawing));
      return sight.changes(launch.applier.portsOutOfRange(sight.objects().keySet()));
    }
  }

  /** Whether this API server would take the ports, if nobody has said which it takes. */
  private void requirePorts(Drawing drawing) {
    if (!FactsReader.namesPorts(spec) || options.platform().nodePorts().isPresent()) {
      return;
    }
    Map<HasMetadata, String> outside = applier.portsOutOfRange(drawing.manifests().objects());
    if (!outside.isEmpty()) {
      throw new ApplyException(
          "Cluster '"
              + spec.name()
              + "': the API server would refuse objects; nothing was touched\n  - "
              + outside.entrySet().stream()
                  .map(port -> Ownership.named(port.getKey()) + ": " + port.getValue())
                  .collect(Collectors.joining("\n  - ")));
    }
  }

  /** What is there compared with what is wanted. */
  private record Sight(
      Drawing drawing,
      Observed observed,
      Map<HasMetadata, Change> objects,
      List<HasMetadata> leftovers,
      List<String> outdated) {
    Changes changes() {
      return changes(Map.of());
    }

    /**
     * With what the API server would refuse.
     *
     * @param refused why, by object
     */
    Changes changes(Map<HasMetadata, String> refused) {
      List<Change> changes = new ArrayList<>();
      objects.forEach(
          (object, change) ->
              changes.add(
                  refused.containsKey(object)
                      ? new Change(Action.REFUSE, change.object(), refused.get(object))
                      : change));
      outdated.forEach(
          pod ->
              changes.add(
                  new Change(
                      Action.RESTART,
                      "Pod " + pod,
                      "it was made with another template or configuration")));
      leftovers.forEach(
          object ->
              changes.add(
                  new Change(
                      Action.REMOVE, Ownership.named(object), "it is not asked for any more")));
      return new Changes(changes);
    }
  }

  /** Whatever breaks on the way for a moment is begun again: each step finds what is done. */
  private KubernetesDeployment deploy() {
    while (true) {
      try {
        return attempt();
      } catch (KubernetesClientException | ApplyException e) {
        if (!Transience.isTransient(e) || journey.left().isZero()) {
          throw e;
        }
        journey.tell("again", String.valueOf(e.getMessage()));
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  private KubernetesDeployment attempt() {
    while (true) {
      Drawing drawing = draw();
      journey.tell("plan", drawing.plan().toString());
      Sight sight = permitted(drawing, () -> look(drawing));
      DeployLease lease =
          new DeployLease(
              client, spec.name(), namespace(drawing.plan(), NodeRole.BROKER), purpose(drawing));
      if (permitted(drawing, () -> lease.awaitOthers(journey))) {
        continue;
      }
      if (sight.changes().none() && !lease.isAbandoned()) {
        return settle(sight, false, () -> {});
      }
      refuse(sight);
      awaitGoing(sight);
      // The lease lies in one of them.
      applier.apply(only(sight.objects(), Namespace.class::isInstance));
      try (lease) {
        if (lease.take()) {
          return apply(sight, lease);
        }
      }
    }
  }

  /** A question that ends at a missing right names all that are missing. */
  private <T> T permitted(Drawing drawing, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        requireRights(drawing, Rights.of(drawing, new HashSet<>(namespaces(drawing.plan()))));
      }
      throw e;
    }
  }

  private void requireRights(Drawing drawing, Set<Right> rights) {
    new Rights(client, requests).check(drawing.plan().name(), rights);
  }

  private Drawing draw() {
    Drawing drawing = draw(spec);
    mesh(drawing).ofObjects(drawing.manifests()).orThrow();
    return drawing;
  }

  private Drawing draw(ClusterSpec drawn) {
    KubernetesFacts facts = new FactsReader(client, providers, options.platform()).read(drawn);
    return Drawing.of(drawn, facts, version, providers, options.patches());
  }

  private MeshInspection mesh(Drawing drawing) {
    return MeshInspection.of(new RenderContext(drawing.plan(), version), providers);
  }

  private Sight look(Drawing drawing) {
    Observed observed =
        Observed.read(client, requests, version, spec.name(), namespaces(drawing.plan()));
    Map<HasMetadata, Change> objects = applier.changes(drawing.manifests().objects(), observed);
    Map<String, Pod> pods =
        observed
            .all(Pod.class)
            .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), pod -> pod));
    return new Sight(
        drawing,
        observed,
        objects,
        Leftovers.of(drawing, observed, policies(drawing.plan(), observed)),
        Outdated.of(drawing, pods));
  }

  /** The objects of the mesh that the cluster is to be in, or was in before. */
  private List<HasMetadata> policies(ClusterPlan plan, Observed observed) {
    boolean meshed =
        plan.mesh().isPresent()
            || Attachment.deployed(plan.name(), observed, providers)
                .flatMap(ClusterSpec::mesh)
                .isPresent();
    return meshed
        ? namespaces(plan).stream()
            .flatMap(
                namespace ->
                    MeshInspection.belongings(providers, client, plan.name(), namespace).stream())
            .toList()
        : List.of();
  }

  /** The same for two who want the same; of the specification without its secrets. */
  private static String purpose(Drawing drawing) {
    String wanted =
        drawing
            .manifests()
            .objects(ConfigMap.class)
            .filter(
                map -> map.getMetadata().getName().equals(OwnerObject.name(drawing.plan().name())))
            .map(map -> map.getData().get(OwnerObject.SPEC))
            .findFirst()
            .orElseThrow();
    return UUID.nameUUIDFromBytes(wanted.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void refuse(Sight sight) {
    List<String> foreign =
        sight.objects().values().stream()
            .filter(change -> change.action() == Action.REFUSE)
            .map(Change::toString)
            .toList();
    if (!foreign.isEmpty()) {
      throw new ApplyException(
          "Cluster '"
              + spec.name()
              + "': objects of its names belong to somebody else; nothing was touched\n  - "
              + String.join("\n  - ", foreign)
              + "\n  fix: give the cluster another name or namespace; namespaces that are there"
              + " already are used by inExistingNamespaces(...)");
    }
    Immutables.check(sight.drawing().manifests(), sight.observed());
    KeptVolumes.check(sight.drawing(), sight.observed());
    Set<Right> rights =
        Rights.of(
            sight.drawing(),
            only(sight.objects(), Namespace.class::isInstance).stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet()));
    requireRights(sight.drawing(), rights);
    applier.rehearse(sight.objects());
    MeshInspection mesh = mesh(sight.drawing());
    mesh.prepare(client);
    tell(mesh.before(client).orThrow());
  }

  private void tell(MeshReport report) {
    report.findings().forEach(finding -> journey.tell("mesh", finding.toString()));
  }

  /** Nothing can be made in a namespace on its way out, nor in place of a StatefulSet on its. */
  private void awaitGoing(Sight sight) {
    for (HasMetadata namespace : only(sight.objects(), Namespace.class::isInstance)) {
      Namespace there = client.namespaces().withName(namespace.getMetadata().getName()).get();
      if (there != null && there.getMetadata().getDeletionTimestamp() != null) {
        awaitGone(there);
      }
    }
    sight
        .observed()
        .all(StatefulSet.class)
        .filter(set -> set.getMetadata().getDeletionTimestamp() != null)
        .forEach(this::awaitGone);
  }

  private void awaitGone(HasMetadata going) {
    journey.tell("apply", Ownership.named(going) + " is being deleted; waiting for its end");
    client
        .resource(going)
        .waitUntilCondition(Objects::isNull, journey.left().toMillis(), TimeUnit.MILLISECONDS);
  }

  private KubernetesDeployment apply(Sight first, DeployLease lease) {
    boolean crossing = Crossing.isOn(first.drawing(), first.observed());
    if (crossing) {
      cross(first);
    }
    // Services first: the API server assigns their NodePorts, which the brokers then advertise.
    applier.apply(only(first.objects(), Service.class::isInstance));
    Sight sight = first;
    if (!first.drawing().plan().complete()) {
      // Now that they are known they are asked for, so that the next deployment has nothing to do.
      sight = look(draw());
      applier.apply(only(sight.objects(), Service.class::isInstance));
    }
    lease.requireHeld();
    applier.apply(
        only(
            sight.objects(),
            object ->
                !(object instanceof Namespace)
                    && !(object instanceof Service)
                    && !(object instanceof StatefulSet)
                    && !(crossing && isPolicy(object))));
    lease.requireHeld();
    return settle(sight, crossing, lease::requireHeld);
  }

  /** Lets members of the mesh and others talk to each other, before the first pod changes sides. */
  private void cross(Sight sight) {
    Drawing to = sight.drawing();
    Stream<Drawing> from =
        Attachment.deployed(spec.name(), sight.observed(), providers).map(this::draw).stream();
    Crossing crossing =
        Crossing.of(
            Stream.concat(from, Stream.of(to))
                .flatMap(drawing -> mesh(drawing).whileJoining(drawing.manifests()).stream())
                .filter(this::isPolicy),
            policies(to.plan(), sight.observed()));
    applier.apply(applier.changes(crossing.meanwhile(), sight.observed()).keySet());
    crossing.lifted().forEach(policy -> client.resource(policy).delete());
    journey.tell("mesh", "members and others are admitted while pods change sides");
  }

  private boolean isPolicy(HasMetadata object) {
    return policyKinds.contains(
        new ServedKind(
            Objects.requireNonNull(object.getApiVersion()),
            Objects.requireNonNull(object.getKind())));
  }

  private KubernetesDeployment settle(Sight sight, boolean crossing, Runnable permission) {
    Drawing drawing = sight.drawing();
    ClusterPlan plan = drawing.plan();
    KubernetesDeployment deployment = new KubernetesDeployment(client, plan);
    try (Watch watch = Watch.open(client, plan.name(), namespaces(plan))) {
      // ZooKeeper and Kafka at once: brokers wait for the quorum by themselves.
      applier.apply(only(sight.objects(), StatefulSet.class::isInstance));
      journey.tell("apply", sight.changes().changes().size() + " changes");
      Diagnosis diagnosis = new Diagnosis(client, plan, deployment.access(), watch);
      Await await = new Await(plan, watch, journey, diagnosis);
      await.servingOrRestartable(Set.copyOf(Outdated.of(drawing, watch.pods())));
      new RollingRestart(client, drawing, watch, await, journey, deployment, permission).run();
      await.serving();
      requests.run(() -> deployment.settle(journey));
      if (crossing) {
        permission.run();
        applier.apply(only(look(drawing).objects(), this::isPolicy));
        journey.tell("mesh", "every pod has changed sides; policies are in force");
      }
      tell(mesh(drawing).after(client).orThrow());
      for (HasMetadata object : sight.leftovers()) {
        permission.run();
        client.resource(object).delete();
        journey.tell("prune", Ownership.named(object) + " removed");
      }
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

  private static List<HasMetadata> only(
      Map<HasMetadata, Change> changes, Predicate<HasMetadata> kind) {
    return changes.keySet().stream().filter(kind).toList();
  }
}
