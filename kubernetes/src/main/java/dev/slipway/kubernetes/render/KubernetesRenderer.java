package dev.slipway.kubernetes.render;

import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.plan.ClusterPlan;
import dev.slipway.core.plan.ListenerPlan;
import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.manifest.Patches;
import dev.slipway.kubernetes.manifest.ServerVersion;
import dev.slipway.kubernetes.spi.ExposureRenderer;
import dev.slipway.kubernetes.spi.ProviderSource;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes Kubernetes objects of a plan. Pure: the same arguments give the same manifests. */
public final class KubernetesRenderer {
  private KubernetesRenderer() {}

  /**
   * The manifests of a plan.
   *
   * @param plan the plan, made with the facts of a Kubernetes cluster; where it is not {@linkplain
   *     ClusterPlan#complete() complete}, brokers can't start with what it says
   * @param version the version of the server that they are for
   * @param providers the renderers of exposures and meshes
   * @throws dev.slipway.core.problem.MissingProviderException if an exposure or the mesh has no
   *     renderer
   */
  public static Manifests render(
      ClusterPlan plan, ServerVersion version, ProviderSource providers) {
    return render(plan, version, providers, Patches.none());
  }

  /**
   * The manifests of a plan, changed by patches.
   *
   * @param plan the plan, made with the facts of a Kubernetes cluster; where it is not {@linkplain
   *     ClusterPlan#complete() complete}, brokers can't start with what it says
   * @param version the version of the server that they are for
   * @param providers the renderers of exposures and meshes
   * @param patches what is changed afterwards
   * @throws dev.slipway.core.problem.MissingProviderException if an exposure or the mesh has no
   *     renderer
   * @throws IllegalArgumentException if a patch meets no object
   */
  public static Manifests render(
      ClusterPlan plan, ServerVersion version, ProviderSource providers, Patches patches) {
    RenderContext context = new RenderContext(plan, version);
    MeshMarks mesh = MeshMarks.of(context, providers);
    List<HasMetadata> objects = new ArrayList<>();
    objects.addAll(NamespaceObjects.render(context, mesh));
    objects.add(OwnerObject.render(context, providers.json()));
    for (Workload workload : Workload.of(plan)) {
      objects.add(IdentityObjects.render(workload, context));
      objects.add(ConfigObjects.render(workload, context));
      objects.addAll(ServiceObjects.render(workload, context));
      objects.add(DisruptionObjects.render(workload, context));
      objects.add(StatefulSetObjects.render(workload, context, mesh));
    }
    for (ListenerPlan listener : plan.listeners()) {
      listener
          .exposure()
          .ifPresent(
              exposure ->
                  exposed(providers.of(exposure), exposure, listener, context)
                      .forEach(objects::add));
    }
    mesh.objects().forEach(objects::add);
    KubernetesSerialization serialization = providers.serialization();
    return Manifests.of(
        plan.name(),
        Revisions.stamped(patches.applyTo(objects, serialization), serialization),
        Header.of(plan, version),
        serialization);
  }

  private static <E extends ExposureSpec> Stream<HasMetadata> exposed(
      ExposureRenderer<E> renderer,
      ExposureSpec exposure,
      ListenerPlan listener,
      RenderContext context) {
    return renderer.render(renderer.specType().cast(exposure), listener, context);
  }
}
