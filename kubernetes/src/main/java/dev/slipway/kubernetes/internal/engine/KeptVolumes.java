package dev.slipway.kubernetes.internal.engine;

import dev.slipway.core.plan.NodeRole;
import dev.slipway.core.problem.ApplyException;
import dev.slipway.kubernetes.internal.observe.ExistingObjects;
import dev.slipway.kubernetes.internal.session.PlanNames;
import dev.slipway.kubernetes.manifest.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;

/**
 * Refuses to start brokers on kept volumes with a ZooKeeper that has lost its own: each would end
 * at once, since its volume names the cluster id that the old ZooKeeper had given.
 */
final class KeptVolumes {
  private KeptVolumes() {}

  static void check(RenderedPlan rendered, ExistingObjects observed) {
    boolean ownServers = rendered.plan().workload(NodeRole.ZOOKEEPER).isPresent();
    if (ownServers
        && !runs(observed, NodeRole.ZOOKEEPER)
        && !runs(observed, NodeRole.BROKER)
        && kept(observed, NodeRole.BROKER) > 0
        && kept(observed, NodeRole.ZOOKEEPER) == 0) {
      throw new ApplyException(
          "Cluster '"
              + rendered.plan().name()
              + "': volumes of "
              + kept(observed, NodeRole.BROKER)
              + " brokers were kept, but none of ZooKeeper (expected: both or none, since brokers"
              + " refuse the data of another ZooKeeper); nothing was touched\n  fix: bring back"
              + " ZooKeeper's volumes, or delete those of the brokers in namespace "
              + PlanNames.namespace(rendered.plan(), NodeRole.BROKER)
              + " with their data");
    }
  }

  private static boolean runs(ExistingObjects observed, NodeRole role) {
    return observed
        .all(StatefulSet.class)
        .filter(set -> set.getMetadata().getDeletionTimestamp() == null)
        .anyMatch(set -> isOf(role, set.getMetadata().getLabels()));
  }

  private static long kept(ExistingObjects observed, NodeRole role) {
    return observed
        .all(PersistentVolumeClaim.class)
        .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
        .filter(claim -> isOf(role, claim.getMetadata().getLabels()))
        .count();
  }

  private static boolean isOf(NodeRole role, Map<String, String> labels) {
    return role.word().equals(labels.get(Labels.COMPONENT));
  }
}
