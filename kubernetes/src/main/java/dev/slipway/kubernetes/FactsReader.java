package dev.slipway.kubernetes;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.MachineFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.HostSource;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.spi.ProviderSource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads, once, what a plan needs to know of the cluster; no more than the account may see. */
final class FactsReader {
  private static final Map<String, NodeAddressType> TYPES =
      Map.of(
          "ExternalDNS", NodeAddressType.EXTERNAL_DNS,
          "ExternalIP", NodeAddressType.EXTERNAL_IP,
          "InternalDNS", NodeAddressType.INTERNAL_DNS,
          "InternalIP", NodeAddressType.INTERNAL_IP,
          "Hostname", NodeAddressType.HOSTNAME);

  private final KubernetesClient client;
  private final ProviderSource providers;

  FactsReader(KubernetesClient client, ProviderSource providers) {
    this.client = client;
    this.providers = providers;
  }

  KubernetesFacts read(ClusterSpec spec) {
    KubernetesFacts.Builder facts = KubernetesFacts.builder();
    spec.mesh()
        .ifPresent(
            mesh -> MeshInspection.servedKinds(mesh, providers, client).forEach(facts::servedKind));
    if (needsMachines(spec)) {
      machines().forEach(facts::machine);
    }
    if (namesPorts(spec)) {
      facts.takenNodePorts(taken(spec));
    }
    assigned(spec).forEach(facts::assignedNodePort);
    return facts.build();
  }

  private static boolean needsMachines(ClusterSpec spec) {
    return spec.listeners().stream()
        .anyMatch(listener -> listener.exposure().needs().host() instanceof HostSource.OfNodes);
  }

  private static boolean namesPorts(ClusterSpec spec) {
    return spec.listeners().stream()
        .anyMatch(listener -> listener.exposure().needs().firstPort().isPresent());
  }

  /**
   * The machines, by name; none if they may not be seen. One that is not ready for a while is among
   * them: brokers would else be restarted to advertise another address, and once more when it is
   * back.
   */
  private List<MachineFacts> machines() {
    try {
      return client.nodes().list().getItems().stream()
          .sorted(Comparator.comparing(node -> node.getMetadata().getName()))
          .map(FactsReader::machine)
          .toList();
    } catch (KubernetesClientException e) {
      requireForbidden(e);
      // The plan then asks for given hosts.
      return List.of();
    }
  }

  private static MachineFacts machine(Node node) {
    Map<NodeAddressType, String> addresses = new EnumMap<>(NodeAddressType.class);
    for (NodeAddress address : node.getStatus().getAddresses()) {
      NodeAddressType type = TYPES.get(address.getType());
      if (type != null) {
        addresses.putIfAbsent(type, address.getAddress());
      }
    }
    return new MachineFacts(node.getMetadata().getName(), addresses);
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

  static List<Integer> nodePorts(Service service) {
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
