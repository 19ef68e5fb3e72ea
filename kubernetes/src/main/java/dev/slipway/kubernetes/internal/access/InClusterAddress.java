package dev.slipway.kubernetes.internal.access;

import dev.slipway.core.plan.Endpoint;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The pod behind an address that pods use.
 *
 * @param namespace the pod's namespace
 * @param target the pod and its port
 */
record InClusterAddress(String namespace, PodPort target) {
  private static final String NO_ADDRESS = "None";

  /**
   * Looks it up among the Services and their pods.
   *
   * @param from the namespace of who uses the address
   * @return empty if there is no such Service, or no pod of it
   */
  static Optional<InClusterAddress> find(KubernetesClient client, Endpoint address, String from) {
    for (InClusterName name : InClusterName.of(address.host(), from)) {
      Service service =
          client.services().inNamespace(name.namespace()).withName(name.service()).get();
      if (service != null) {
        Optional<InClusterAddress> found =
            pods(client, name, service)
                .flatMap(
                    pod ->
                        port(service, address.port(), pod).stream()
                            .mapToObj(port -> new PodPort(pod.getMetadata().getName(), port)))
                .findFirst()
                .map(target -> new InClusterAddress(name.namespace(), target));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Stream<Pod> pods(KubernetesClient client, InClusterName name, Service service) {
    Map<String, String> selector = service.getSpec().getSelector();
    if (selector == null || selector.isEmpty()) {
      return Stream.empty();
    }
    return client
        .pods()
        .inNamespace(name.namespace())
        .withLabels(selector)
        .list()
        .getItems()
        .stream()
        .filter(
            pod ->
                name.pod()
                    .map(pod.getMetadata().getName()::equals)
                    .orElseGet(() -> Readiness.isPodReady(pod)));
  }

  /** Names of a headless Service are addresses of pods; any other maps its ports. */
  private static OptionalInt port(Service service, int port, Pod pod) {
    if (NO_ADDRESS.equals(service.getSpec().getClusterIP())) {
      return OptionalInt.of(port);
    }
    return service.getSpec().getPorts().stream()
        .filter(mapped -> mapped.getPort() == port)
        .mapToInt(mapped -> target(mapped, pod))
        .filter(mapped -> mapped > 0)
        .findFirst();
  }

  private static int target(ServicePort port, Pod pod) {
    IntOrString target = port.getTargetPort();
    if (target == null) {
      return port.getPort();
    }
    if (target.getIntVal() != null) {
      return target.getIntVal();
    }
    List<ContainerPort> ports =
        pod.getSpec().getContainers().stream()
            .flatMap(container -> container.getPorts().stream())
            .toList();
    return ports.stream()
        .filter(named -> target.getStrVal().equals(named.getName()))
        .mapToInt(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(0);
  }
}
