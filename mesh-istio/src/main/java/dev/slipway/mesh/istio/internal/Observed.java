package dev.slipway.mesh.istio.internal;

import dev.slipway.core.facts.ServedKind;
import dev.slipway.kubernetes.mesh.Visible;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is seen of a mesh.
 *
 * @param servedKinds Istio's kinds that are served, of those that are rendered
 * @param controlPlanes the control planes in the namespace that was said
 * @param injectors labels of the configurations of webhooks that inject pods
 * @param tags labels of the Services that stand for tags, which newer versions of Istio have
 * @param ambient whether a proxy runs on the machines, as far as it may be seen
 * @param namespaces labels of namespaces that were there before; of those only that may be seen
 */
record Observed(
    Set<ServedKind> servedKinds,
    Visible<List<ControlPlane>> controlPlanes,
    Visible<List<Map<String, String>>> injectors,
    Visible<List<Map<String, String>>> tags,
    boolean ambient,
    Map<String, Map<String, String>> namespaces) {
  Observed {
    servedKinds = Set.copyOf(servedKinds);
    namespaces = new TreeMap<>(namespaces);
  }

  /**
   * A control plane.
   *
   * @param revision its revision
   * @param version its version, as its image says it
   */
  record ControlPlane(String revision, String version) {}
}
