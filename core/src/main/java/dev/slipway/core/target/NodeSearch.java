package dev.slipway.core.target;

import dev.slipway.core.plan.NodeRole;
import java.util.Collection;

/** Finds a node by its id, or says which ids there are. */
final class NodeSearch {
  private NodeSearch() {}

  static ClusterNode in(Collection<? extends ClusterNode> nodes, NodeRole role, int id) {
    return nodes.stream()
        .filter(node -> node.role() == role && node.id() == id)
        .findFirst()
        .<ClusterNode>map(node -> node)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    role.word()
                        + ": "
                        + id
                        + " (expected: one of "
                        + nodes.stream()
                            .filter(node -> node.role() == role)
                            .map(ClusterNode::id)
                            .toList()
                        + ")"));
  }
}
