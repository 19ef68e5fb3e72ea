package dev.slipway.kubernetes.render;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.plan.WorkloadPlan;
import dev.slipway.kubernetes.spi.Decoration;
import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The namespaces, unless they are there already. */
final class NamespaceObjects {
  private NamespaceObjects() {}

  /** The names of the namespaces that are to be made: those in which something is launched. */
  static NavigableSet<String> names(RenderContext context) {
    NavigableSet<String> names = new TreeSet<>();
    if (!context.plan().spec().namespaces().existing()) {
      context.plan().workloads().stream()
          .map(WorkloadPlan::role)
          .map(context::namespace)
          .forEach(names::add);
      names.add(context.namespace(NodeRole.BROKER));
    }
    return names;
  }

  static List<HasMetadata> render(RenderContext context, MeshMarks mesh) {
    return names(context).stream().map(name -> render(name, context, mesh)).toList();
  }

  private static HasMetadata render(String name, RenderContext context, MeshMarks mesh) {
    Decoration decoration = mesh.namespace(name);
    Map<String, String> labels = context.labels();
    labels.putAll(decoration.labels());
    Map<String, String> annotations = context.annotations();
    annotations.putAll(decoration.annotations());
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .withAnnotations(annotations)
        .endMetadata()
        .build();
  }
}
