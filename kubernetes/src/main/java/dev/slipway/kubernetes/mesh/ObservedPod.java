package dev.slipway.kubernetes.mesh;

import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mesh looks at in a pod.
 *
 * @param name namespace and name, as in {@code kafka/kafka-broker-0}
 * @param annotations its annotations
 * @param containers the names of its containers, init containers included
 * @param ready the names of those that are ready
 */
public record ObservedPod(
    String name, Map<String, String> annotations, Set<String> containers, Set<String> ready) {
  /** Keeps copies. */
  public ObservedPod {
    annotations = Map.copyOf(annotations);
    containers = Set.copyOf(containers);
    ready = Set.copyOf(ready);
  }

  /** The pods of a cluster, by workload and name. It costs {@code list} of pods. */
  public static List<ObservedPod> of(RenderContext context, KubernetesClient client) {
    List<ObservedPod> pods = new ArrayList<>();
    for (WorkloadPlan workload : context.plan().workloads()) {
      client
          .pods()
          .inNamespace(context.namespace(workload.role()))
          .withLabels(context.selector(workload.role()))
          .list()
          .getItems()
          .stream()
          .map(ObservedPod::of)
          .forEach(pods::add);
    }
    return pods;
  }

  /** What is seen of one pod. */
  public static ObservedPod of(Pod pod) {
    return new ObservedPod(
        pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName(),
        Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of()),
        Stream.concat(
                pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
            .map(Container::getName)
            .collect(Collectors.toSet()),
        pod.getStatus() == null
            ? Set.of()
            : Stream.concat(
                    pod.getStatus().getContainerStatuses().stream(),
                    pod.getStatus().getInitContainerStatuses().stream())
                .filter(status -> Boolean.TRUE.equals(status.getReady()))
                .map(ContainerStatus::getName)
                .collect(Collectors.toSet()));
  }

  /**
   * What is wrong with the sidecars of pods. One pod without a sidecar behind a headless Service is
   * enough to break the others: their sidecars either refuse it or stop encrypting.
   *
   * @param pods the pods
   * @param sidecar the name of the sidecar's container
   * @param restart what makes a pod be injected
   */
  public static Stream<MeshFinding> withoutSidecar(
      List<ObservedPod> pods, String sidecar, String restart) {
    return pods.stream()
        .flatMap(
            pod -> {
              if (!pod.containers().contains(sidecar)) {
                return Stream.of(
                    MeshFinding.error(
                        MeshCode.NOT_INJECTED,
                        "Pod " + pod.name(),
                        "no container '" + sidecar + "'",
                        "a sidecar in every pod of the cluster",
                        restart));
              }
              return pod.ready().contains(sidecar)
                  ? Stream.<MeshFinding>of()
                  : Stream.of(
                      MeshFinding.error(
                          MeshCode.SIDECAR_NOT_READY,
                          "Pod " + pod.name(),
                          "container '" + sidecar + "' is not ready",
                          "a sidecar that has its configuration from the control plane",
                          "look at its log and at the control plane's"));
            });
  }
}
