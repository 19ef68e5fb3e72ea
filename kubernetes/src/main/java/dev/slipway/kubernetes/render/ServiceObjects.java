package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.PortPlan;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;

/** The Services through which nodes are found from inside the cluster. */
final class ServiceObjects {
  private ServiceObjects() {}

  static List<HasMetadata> render(Workload workload, RenderContext context) {
    return List.of(headless(workload, context), client(workload, context));
  }

  /**
   * Gives every pod its name, with every port declared, since a mesh takes an undeclared one for a
   * stranger's. Names resolve before a pod is ready: it gets ready only when its peers found it.
   */
  private static HasMetadata headless(Workload workload, RenderContext context) {
    return new ServiceBuilder()
        .withMetadata(context.metadata(workload.role(), workload.name()))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(context.selector(workload.role()))
        .withPorts(
            workload.plan().ports().stream()
                .filter(port -> isOfMembers(port, workload, context))
                .map(ServiceObjects::port)
                .toList())
        .endSpec()
        .build();
  }

  /** A port outside the mesh is not offered inside: a caller's sidecar would speak TLS to it. */
  private static boolean isOfMembers(PortPlan port, Workload workload, RenderContext context) {
    return workload.role() != NodeRole.BROKER
        || context
            .plan()
            .mesh()
            .map(mesh -> !mesh.excludedPorts().contains(port.number()))
            .orElse(true);
  }

  /** Where clients inside start from; it leads to nodes that are ready. */
  private static HasMetadata client(Workload workload, RenderContext context) {
    PortPlan port = clientPort(workload);
    return new ServiceBuilder()
        .withMetadata(context.metadata(workload.role(), workload.plan().clientService()))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(context.selector(workload.role()))
        .withPorts(port(port))
        .endSpec()
        .build();
  }

  /** The port for clients inside the cluster. */
  static PortPlan clientPort(Workload workload) {
    return workload.plan().port("tcp-client").orElseThrow();
  }

  private static ServicePort port(PortPlan port) {
    return new ServicePortBuilder()
        .withName(port.name())
        .withProtocol("TCP")
        .withAppProtocol(PortPlan.APP_PROTOCOL)
        .withPort(port.number())
        .withTargetPort(new IntOrString(port.number()))
        .build();
  }
}
