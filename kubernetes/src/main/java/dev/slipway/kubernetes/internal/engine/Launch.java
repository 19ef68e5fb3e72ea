package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.ListenerNeeds;
import dev.slipway.core.facts.ServedKind;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.Planner;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.change.Changes;
import dev.slipway.kubernetes.change.Changes.Action;
import dev.slipway.kubernetes.change.Changes.Change;
import dev.slipway.kubernetes.change.Step;
import dev.slipway.kubernetes.change.Step.Kind;
import dev.slipway.kubernetes.internal.access.KubernetesAccess;
import dev.slipway.kubernetes.internal.await.Diagnosis;
import dev.slipway.kubernetes.internal.await.PodAwait;
import dev.slipway.kubernetes.internal.engine.Rights.Right;
import dev.slipway.kubernetes.internal.observe.DeployedPlan;
import dev.slipway.kubernetes.internal.observe.DeployedSpec;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.observe.FactsReader;
import dev.slipway.kubernetes.internal.pods.PodWatch;
import dev.slipway.kubernetes.internal.session.ClusterLease;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.ProgressTracker;
import dev.slipway.kubernetes.internal.session.Requests;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.internal.session.Transience;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.mesh.MeshReport;
import dev.slipway.kubernetes.render.OwnerObject;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings a cluster on Kubernetes to what a specification says. */
public final class Launch {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final ClusterSpec spec;
  private final Session session;
  private final KubernetesClient client;
  private final ProviderSource providers;
  private final Set<ServedKind> policyKinds;
  private final ProgressTracker tracker;
  private final Requests requests;
  private final Applier applier;
  private final ServerVersion version;

  private Launch(ClusterSpec spec, Session session, Requests requests) {
    this.spec = spec;
    this.session = session;
    this.client = session.client();
    this.providers = session.providers();
    this.policyKinds = providers.meshKinds().collect(Collectors.toSet());
    this.tracker = session.begin();
    this.requests = requests;
    this.applier = new Applier(client, requests, tracker, session.options().force());
    this.version = session.version();
  }

  public static KubernetesAccess deploy(ClusterSpec spec, Session session) {
    try (Requests requests = new Requests()) {
      return new Launch(spec, session, requests).deploy();
    }
  }

  public static Manifests manifests(ClusterSpec spec, Session session) {
    try (Requests requests = new Requests()) {
      Launch launch = new Launch(spec, session, requests);
      RenderedPlan rendered = launch.draw();
      launch.requirePorts(rendered);
      return rendered.manifests();
    }
  }

  public static Changes diff(ClusterSpec spec, Session session) {
    try (Requests requests = new Requests()) {
      Launch launch = new Launch(spec, session, requests);
      RenderedPlan rendered = launch.draw();
      Difference difference = launch.permitted(rendered, () -> launch.look(rendered));
      return difference
          .refusing(launch.applier.portsOutOfRange(difference.objects().keySet()))
          .changes();
    }
  }

  /** Whether this API server would take the ports, if nobody has said which it takes. */
  private void requirePorts(RenderedPlan rendered) {
    if (ListenerNeeds.of(spec).namedPorts().isEmpty()
        || session.options().platform().nodePorts().isPresent()) {
      return;
    }
    Map<HasMetadata, String> outside = applier.portsOutOfRange(rendered.manifests().objects());
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

  /** Whatever breaks on the way for a moment is begun again: each step finds what is done. */
  private KubernetesAccess deploy() {
    while (true) {
      try {
        return attempt();
      } catch (KubernetesClientException | ApplyException e) {
        if (!Transience.isTransient(e) || tracker.left().isZero()) {
          throw e;
        }
        tracker.tell("again", String.valueOf(e.getMessage()));
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  private KubernetesAccess attempt() {
    while (true) {
      RenderedPlan rendered = draw();
      tracker.tell("plan", rendered.plan().toString());
      Difference difference = permitted(rendered, () -> look(rendered));
      ClusterLease lease = session.lease(rendered.plan(), purpose(rendered));
      if (permitted(rendered, () -> lease.awaitOthers(tracker))) {
        continue;
      }
      if (difference.changes().none() && !lease.isAbandoned()) {
        return settle(difference, nothing -> {});
      }
      refuse(difference);
      awaitGoing(difference);
      // The lease lies in one of them.
      applier.apply(difference.of(Kind.NAMESPACES));
      List<String> left = lease.kept();
      if (!left.isEmpty()) {
        tracker.tell("lease", "a change was interrupted before it had done: " + left);
      }
      try (lease) {
        if (lease.take()) {
          return apply(difference, lease);
        }
      }
    }
  }

  /** A question that ends at a missing right names all that are missing. */
  private <T> T permitted(RenderedPlan rendered, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        requireRights(
            rendered, Rights.of(rendered, new HashSet<>(PlanNames.namespaces(rendered.plan()))));
      }
      throw e;
    }
  }

  private void requireRights(RenderedPlan rendered, Set<Right> rights) {
    new Rights(client, requests).check(rendered.plan().name(), rights);
  }

  private RenderedPlan draw() {
    RenderedPlan rendered = rendered(Planner.plan(spec, facts(spec)));
    mesh(rendered).ofObjects(rendered.manifests()).orThrow();
    return rendered;
  }

  private KubernetesFacts facts(ClusterSpec of) {
    return new FactsReader(session).read(of);
  }

  private RenderedPlan rendered(ClusterPlan plan) {
    return RenderedPlan.of(plan, version, providers, session.options().patches());
  }

  private MeshInspection mesh(RenderedPlan rendered) {
    return MeshInspection.of(new RenderContext(rendered.plan(), version), providers);
  }

  private Difference look(RenderedPlan rendered) {
    return look(rendered, observed -> MeshCrossing.isOn(rendered, observed));
  }

  private Difference look(RenderedPlan rendered, Predicate<ExistingObjects> crossing) {
    ExistingObjects observed =
        ExistingObjects.read(
            client, requests, version, spec.name(), PlanNames.namespaces(rendered.plan()));
    Map<HasMetadata, Change> objects = applier.changes(rendered.manifests().objects(), observed);
    Map<String, Pod> pods =
        observed
            .all(Pod.class)
            .collect(Collectors.toMap(pod -> pod.getMetadata().getName(), pod -> pod));
    return new Difference(
        rendered,
        observed,
        objects,
        Leftovers.of(rendered, observed, policies(rendered.plan(), observed)),
        OutdatedPods.of(rendered, pods),
        crossing.test(observed),
        policyKinds);
  }

  /** The objects of the mesh that the cluster is to be in, or was in before. */
  private List<HasMetadata> policies(ClusterPlan plan, ExistingObjects observed) {
    boolean meshed =
        plan.mesh().isPresent()
            || DeployedSpec.of(plan.name(), observed, providers)
                .flatMap(ClusterSpec::mesh)
                .isPresent();
    return meshed
        ? PlanNames.namespaces(plan).stream()
            .flatMap(
                namespace ->
                    MeshInspection.belongings(providers, client, plan.name(), namespace).stream())
            .toList()
        : List.of();
  }

  /** The same for two who want the same; of the specification without its secrets. */
  private static String purpose(RenderedPlan rendered) {
    String wanted =
        rendered
            .manifests()
            .objects(ConfigMap.class)
            .filter(
                map -> map.getMetadata().getName().equals(OwnerObject.name(rendered.plan().name())))
            .map(map -> map.getData().get(OwnerObject.SPEC))
            .findFirst()
            .orElseThrow();
    return UUID.nameUUIDFromBytes(wanted.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void refuse(Difference difference) {
    // What settles and judges the cluster later; missing, all that is applied would be in vain.
    session.admins();
    session.verifier();
    List<String> foreign =
        difference.objects().values().stream()
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
    ImmutableFields.check(difference.rendered().manifests(), difference.observed());
    KeptVolumes.check(difference.rendered(), difference.observed());
    Set<Right> rights =
        Rights.of(
            difference.rendered(),
            difference.of(Kind.NAMESPACES).stream()
                .map(namespace -> namespace.getMetadata().getName())
                .collect(Collectors.toSet()));
    requireRights(difference.rendered(), rights);
    applier.rehearse(difference.objects());
    MeshInspection mesh = mesh(difference.rendered());
    mesh.prepare(client);
    tell(mesh.before(client).orThrow());
  }

  private void tell(MeshReport report) {
    report.findings().forEach(finding -> tracker.tell("mesh", finding.toString()));
  }

  /** Nothing can be made in a namespace on its way out, nor in place of a StatefulSet on its. */
  private void awaitGoing(Difference difference) {
    for (HasMetadata namespace : difference.of(Kind.NAMESPACES)) {
      Namespace there = client.namespaces().withName(namespace.getMetadata().getName()).get();
      if (there != null && there.getMetadata().getDeletionTimestamp() != null) {
        awaitGone(there);
      }
    }
    difference
        .observed()
        .all(StatefulSet.class)
        .filter(set -> set.getMetadata().getDeletionTimestamp() != null)
        .forEach(this::awaitGone);
  }

  private void awaitGone(HasMetadata going) {
    tracker.tell("apply", Ownership.named(going) + " is being deleted; waiting for its end");
    client
        .resource(going)
        .waitUntilCondition(Objects::isNull, tracker.left().toMillis(), TimeUnit.MILLISECONDS);
  }

  private KubernetesAccess apply(Difference first, ClusterLease lease) {
    if (first.crossing()) {
      step(Kind.CROSS, first, lease);
      cross(first);
    }
    // Services first: the API server assigns their NodePorts, which the brokers then advertise.
    step(Kind.SERVICES, first, lease);
    applier.apply(first.of(Kind.SERVICES));
    Difference difference = first;
    if (!first.rendered().plan().complete()) {
      // Now that they are known they are asked for, so that the next deployment has nothing to do.
      difference = look(draw(), again -> first.crossing());
      applier.apply(difference.of(Kind.SERVICES));
    }
    step(Kind.OBJECTS, difference, lease);
    applier.apply(difference.of(Kind.OBJECTS));
    Difference last = difference;
    return settle(last, kind -> step(kind, last, lease));
  }

  /** Before each: whoever lost the Lease stops, and who comes after a crash sees what was left. */
  private static void step(Kind kind, Difference difference, ClusterLease lease) {
    lease.keep(
        difference.changes().steps().stream()
            .filter(step -> step.kind().compareTo(kind) >= 0)
            .map(Step::title)
            .toList());
    lease.requireHeld();
  }

  /** Lets members of the mesh and others talk to each other, before the first pod changes sides. */
  private void cross(Difference difference) {
    RenderedPlan to = difference.rendered();
    Stream<RenderedPlan> from =
        DeployedPlan.of(spec.name(), difference.observed(), providers, this::facts)
            .map(this::rendered)
            .stream();
    MeshCrossing crossing =
        MeshCrossing.of(
            Stream.concat(from, Stream.of(to))
                .flatMap(rendered -> mesh(rendered).whileJoining(rendered.manifests()).stream())
                .filter(difference::isPolicy),
            policies(to.plan(), difference.observed()));
    applier.apply(applier.changes(crossing.meanwhile(), difference.observed()).keySet());
    crossing.lifted().forEach(policy -> client.resource(policy).delete());
    tracker.tell("mesh", "members and others are admitted while pods change sides");
  }

  private KubernetesAccess settle(Difference difference, Consumer<Kind> before) {
    RenderedPlan rendered = difference.rendered();
    ClusterPlan plan = rendered.plan();
    KubernetesAccess access = new KubernetesAccess(session, plan);
    try (PodWatch watch = PodWatch.open(client, plan.name(), PlanNames.namespaces(plan))) {
      // ZooKeeper and Kafka at once: brokers wait for the quorum by themselves.
      before.accept(Kind.WORKLOADS);
      applier.apply(difference.of(Kind.WORKLOADS));
      tracker.tell("apply", difference.changes().changes().size() + " changes");
      Diagnosis diagnosis = new Diagnosis(client, plan, access, watch);
      PodAwait await = new PodAwait(plan, watch, tracker, diagnosis);
      await.servingOrRestartable(Set.copyOf(OutdatedPods.of(rendered, watch.pods())));
      RollingRestart restart =
          new RollingRestart(
              client, rendered, watch, await, tracker, access, () -> before.accept(Kind.RESTART));
      plan.workloads().forEach(workload -> restart.run(workload.role()));
      await.serving();
      requests.run(() -> new Topics(access, tracker).ensure());
      if (difference.crossing()) {
        before.accept(Kind.POLICIES);
        applier.apply(look(rendered, again -> true).of(Kind.POLICIES));
        tracker.tell("mesh", "every pod has changed sides; policies are in force");
      }
      tell(mesh(rendered).after(client).orThrow());
      for (HasMetadata object : difference.leftovers()) {
        before.accept(Kind.REMOVE);
        client.resource(object).delete();
        tracker.tell("prune", Ownership.named(object) + " removed");
      }
      tracker.tell("ready", "everything serves");
      return access;
    } catch (RuntimeException e) {
      access.close();
      throw e;
    }
  }
}
