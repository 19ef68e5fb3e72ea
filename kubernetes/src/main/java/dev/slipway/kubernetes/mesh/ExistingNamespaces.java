package dev.slipway.kubernetes.mesh;

import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The namespaces that were there before the cluster, which nobody but their owner marks. */
public final class ExistingNamespaces {
  private ExistingNamespaces() {}

  /**
   * What is looked at in each, by name; none if the cluster's namespaces are its own. Those that
   * may not be seen are left out. It costs {@code get} of each.
   */
  public static <T> Map<String, T> read(
      RenderContext context, KubernetesClient client, Function<Namespace, T> look) {
    Map<String, T> seen = new TreeMap<>();
    if (context.plan().spec().namespaces().existing()) {
      context.plan().workloads().stream()
          .map(WorkloadPlan::role)
          .map(context::namespace)
          .forEach(
              name ->
                  Visible.of(() -> client.namespaces().withName(name).get())
                      .value()
                      .ifPresent(namespace -> seen.put(name, look.apply(namespace))));
    }
    return seen;
  }
}
