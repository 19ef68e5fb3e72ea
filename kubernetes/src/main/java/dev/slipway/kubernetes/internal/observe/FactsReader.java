package dev.slipway.kubernetes.internal.observe;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.ListenerNeeds;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.kubernetes.internal.session.Ownership;
import dev.slipway.kubernetes.internal.session.Platform;
import dev.slipway.kubernetes.internal.session.Session;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads, once, what a plan needs to know of the cluster; no more than the account may see. */
public final class FactsReader {
  private final KubernetesClient client;
  private final ProviderSource providers;
  private final Platform said;

  public FactsReader(Session session) {
    this.client = session.client();
    this.providers = session.providers();
    this.said = session.options().platform();
  }

  /** Of a cluster that is to be deployed. */
  public KubernetesFacts read(ClusterSpec spec) {
    RunningCluster running = RunningCluster.read(client, providers, spec);
    return read(
        spec,
        running,
        said.clusterDomain()
            .or(() -> ClusterDomain.read(client))
            .or(() -> running.clusterDomain(spec)),
        ListenerNeeds::machines);
  }

  /** Of a cluster that is there: what it advertises stands, whatever machines have gone since. */
  public KubernetesFacts readDeployed(ClusterSpec spec) {
    RunningCluster running = RunningCluster.read(client, providers, spec);
    return read(
        spec,
        running,
        running.clusterDomain(spec).or(said::clusterDomain),
        needs -> needs.machines() && running.advertised().isEmpty());
  }

  private KubernetesFacts read(
      ClusterSpec spec,
      RunningCluster running,
      Optional<String> domain,
      Predicate<ListenerNeeds> withMachines) {
    ListenerNeeds needs = ListenerNeeds.of(spec);
    KubernetesFacts.Builder facts = KubernetesFacts.builder();
    said.nodePorts().ifPresent(facts::nodePorts);
    domain.ifPresent(facts::clusterDomain);
    running.spec().ifPresent(facts::deployed);
    running.advertised().forEach(facts::advertisedListener);
    spec.mesh()
        .ifPresent(
            mesh -> MeshInspection.servedKinds(mesh, providers, client).forEach(facts::servedKind));
    if (withMachines.test(needs)) {
      machines().forEach(facts::machine);
    }
    if (!needs.namedPorts().isEmpty()) {
      facts.takenNodePorts(taken(spec));
    }
    assigned(spec).forEach(facts::assignedNodePort);
    return facts.build();
  }

  /**
   * The machines that serve NodePorts, by name; none if they may not be seen. One that is not ready
   * for a while is among them: brokers would else be restarted to advertise another address, and
   * once more when it is back.
   */
  private List<MachineFacts> machines() {
    try {
      return client.nodes().list().getItems().stream()
          .filter(node -> !Machines.isVirtual(node))
          .sorted(Comparator.comparing(node -> node.getMetadata().getName()))
          .map(Machines::of)
          .toList();
    } catch (KubernetesClientException e) {
      requireForbidden(e);
      // The plan then asks for given hosts.
      return List.of();
    }
  }

  /** NodePorts of other Services; where they may not be seen, the API server itself refuses. */
  private Set<Integer> taken(ClusterSpec spec) {
    Set<Integer> taken = new TreeSet<>();
    try {
      for (Service service : client.services().inAnyNamespace().list().getItems()) {
        boolean own =
            Ownership.isOf(spec.name(), service)
                && service.getMetadata().getNamespace().equals(spec.namespaces().kafka());
        if (!own) {
          taken.addAll(nodePorts(service));
        }
      }
    } catch (KubernetesClientException e) {
      requireForbidden(e);
    }
    return taken;
  }

  /** Where they may not be seen, the deployment ends at the review of rights. */
  private Map<String, Integer> assigned(ClusterSpec spec) {
    Map<String, Integer> assigned = new TreeMap<>();
    try {
      for (Service service :
          client
              .services()
              .inNamespace(spec.namespaces().kafka())
              .withLabels(Ownership.selector(spec.name()))
              .list()
              .getItems()) {
        nodePorts(service)
            .forEach(port -> assigned.putIfAbsent(service.getMetadata().getName(), port));
      }
    } catch (KubernetesClientException e) {
      requireForbidden(e);
    }
    return assigned;
  }

  public static List<Integer> nodePorts(Service service) {
    return service.getSpec().getPorts().stream()
        .map(ServicePort::getNodePort)
        .filter(port -> port != null && port > 0)
        .toList();
  }

  /** What may not be seen is done without; any other failure is one. */
  private static void requireForbidden(KubernetesClientException e) {
    if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
      throw e;
    }
  }
}
