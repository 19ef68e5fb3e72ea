package dev.slipway.mesh.osm.internal;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.kubernetes.mesh.Visible;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is seen of a mesh.
 *
 * @param servedKinds kinds of the Service Mesh Interface that are served
 * @param config the MeshConfig, if there is one
 * @param version the version of the control plane as its Deployment says it, if there is one
 * @param injects whether a webhook of the control plane injects pods
 * @param namespaces labels and annotations of namespaces that were there before; of those only that
 *     may be seen
 */
record Observed(
    Set<ServedKind> servedKinds,
    Visible<Config> config,
    Visible<String> version,
    Visible<Boolean> injects,
    Map<String, Marked> namespaces) {
  Observed {
    servedKinds = Set.copyOf(servedKinds);
    namespaces = new TreeMap<>(namespaces);
  }

  /**
   * Of the MeshConfig what matters.
   *
   * @param localProxyMode as it is written; empty if it is not
   * @param permissive whether everybody may reach everybody
   * @param egress whether what the mesh does not know may be reached
   */
  record Config(String localProxyMode, boolean permissive, boolean egress) {}

  /**
   * Marks of a namespace.
   *
   * @param labels its labels
   * @param annotations its annotations
   */
  record Marked(Map<String, String> labels, Map<String, String> annotations) {
    Marked {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }
}
