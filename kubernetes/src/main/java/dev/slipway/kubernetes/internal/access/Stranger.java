package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.MeshPlan;
import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.core.probe.Plaintext;
import dev.slipway.core.probe.Plaintext.Met;
import dev.slipway.kubernetes.internal.pods.PodHealth;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.manifest.Labels;
import dev.slipway.kubernetes.render.StrangerPod;
import dev.slipway.kubernetes.render.StrangerPod.Target;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has a pod outside the mesh connect to every port that only members may use. */
public final class Stranger {
  /** For a log to be read and the pod to be deleted. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(1);

  private final Session session;
  private final KubernetesClient client;
  private final ClusterPlan plan;
  private final String namespace;

  Stranger(Session session, ClusterPlan plan) {
    this.session = session;
    this.client = session.client();
    this.plan = plan;
    this.namespace = PlanNames.namespace(plan, NodeRole.BROKER);
  }

  /** One port of one node, which may have no address. */
  private record Door(WorkloadPlan workload, PortPlan port, String node, String address) {
    Target target() {
      return new Target(address, workload.role(), port);
    }

    Plaintext met(Met met, String detail) {
      return new Plaintext(workload.name(), port, node, met, met == Met.UNKNOWN ? detail : "");
    }
  }

  List<Plaintext> visit(Duration limit) {
    List<Door> doors = doors();
    List<Plaintext> results = new ArrayList<>();
    doors.stream()
        .filter(door -> door.address().isEmpty())
        .forEach(door -> results.add(door.met(Met.UNKNOWN, "its pod has no address")));
    List<Door> reachable = doors.stream().filter(door -> !door.address().isEmpty()).toList();
    if (!reachable.isEmpty()) {
      results.addAll(visit(reachable, limit));
    }
    return results;
  }

  private List<Plaintext> visit(List<Door> doors, Duration limit) {
    List<Target> targets = doors.stream().map(Door::target).toList();
    try {
      List<Met> met = StrangerPod.met(said(targets, limit), targets);
      List<Plaintext> results = new ArrayList<>();
      for (int i = 0; i < doors.size(); i++) {
        results.add(
            doors
                .get(i)
                .met(
                    met.get(i),
                    "the pod outside the mesh reached nothing, not even the API server; fix: see"
                        + " that no NetworkPolicy of namespace "
                        + namespace
                        + " keeps it in"));
      }
      return results;
    } catch (KubernetesClientException e) {
      String reason =
          "a pod outside the mesh can't try it: "
              + e.getMessage()
              + "; it needs create, get, list, watch and delete of pods and get of pods/log in"
              + " namespace "
              + namespace
              + "; without them, judge by what else is in failures()";
      return doors.stream().map(door -> door.met(Met.UNKNOWN, reason)).toList();
    }
  }

  /** The ports for members only: what outsiders may use is open to anybody. */
  private List<Door> doors() {
    Map<String, String> addresses = addresses();
    List<Door> doors = new ArrayList<>();
    for (WorkloadPlan workload : plan.workloads()) {
      for (PortPlan port : workload.ports()) {
        if (!isForOutsiders(workload.role(), port)) {
          for (String node : PlanNames.nodes(plan, workload.role())) {
            doors.add(new Door(workload, port, node, addresses.getOrDefault(node, "")));
          }
        }
      }
    }
    return doors;
  }

  private boolean isForOutsiders(NodeRole role, PortPlan port) {
    MeshPlan mesh = plan.mesh().orElseThrow();
    return role == NodeRole.BROKER
        && (mesh.excludedPorts().contains(port.number())
            || mesh.permissivePorts().contains(port.number()));
  }

  private Map<String, String> addresses() {
    Map<String, String> addresses = new HashMap<>();
    for (String each : PlanNames.namespaces(plan)) {
      for (Pod pod :
          client
              .pods()
              .inNamespace(each)
              .withLabels(Ownership.selector(plan.name()))
              .list()
              .getItems()) {
        if (pod.getStatus() != null && pod.getStatus().getPodIP() != null) {
          addresses.put(pod.getMetadata().getName(), pod.getStatus().getPodIP());
        }
      }
    }
    return addresses;
  }

  private String said(List<Target> targets, Duration limit) {
    Pod wanted =
        StrangerPod.render(
            new RenderContext(plan, session.version()), session.providers(), targets);
    Pod made = client.resource(wanted).create();
    PodResource pod = client.pods().inNamespace(namespace).withName(made.getMetadata().getName());
    try {
      pod.waitUntilCondition(
          Stranger::hasEnded,
          Math.max(1, limit.minus(AFTERWARDS).toMillis()),
          TimeUnit.MILLISECONDS);
      return pod.getLog();
    } catch (KubernetesClientTimeoutException e) {
      throw new KubernetesClientException(
          "it has not ended within " + limit.toSeconds() + " s: " + state(pod.get()), e);
    } finally {
      remove(made);
    }
  }

  private static boolean hasEnded(@Nullable Pod pod) {
    return pod == null
        || (pod.getStatus() != null
            && List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()));
  }

  private static String state(@Nullable Pod pod) {
    return pod == null ? "it is gone" : PodHealth.of(pod).map(PodHealth::reason).orElse("it runs");
  }

  /** Also when the time is over and this thread was told to end. */
  private void remove(Pod stranger) {
    boolean interrupted = Thread.interrupted();
    try {
      client.resource(stranger).withGracePeriod(0).delete();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Removes those that a JVM which was killed has left behind. */
  public static void removeAll(KubernetesClient client, ClusterPlan plan) {
    client
        .pods()
        .inNamespace(PlanNames.namespace(plan, NodeRole.BROKER))
        .withLabel(Labels.STRANGER_TO, plan.name())
        .list()
        .getItems()
        .forEach(left -> client.resource(left).withGracePeriod(0).delete());
  }
}
