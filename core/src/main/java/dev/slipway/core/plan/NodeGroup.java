package dev.slipway.core.plan;

import dev.slipway.core.model.NodeSpec;
import java.util.List;

/**
 * Nodes of one kind before they are given names and identities as a workload.
 *
 * @param role their kind
 * @param asked what was asked for them
 * @param officialImage the image without its version
 * @param nodes each of them, by ordinal
 * @param fewest how many must run for one of them to serve
 * @param ports every port of each
 */
record NodeGroup(
    NodeRole role,
    NodeSpec asked,
    String officialImage,
    List<? extends NodePlan> nodes,
    int fewest,
    List<PortPlan> ports) {}
