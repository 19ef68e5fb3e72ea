package dev.slipway.junit5;

import dev.slipway.core.target.Deployment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An extension that is registered as an object, and so can be asked for its cluster. */
abstract class ClusterLifecycle extends ClusterCallbacks {
  final ClusterRequest request;

  private final Set<SharedCluster> given = ConcurrentHashMap.newKeySet();

  ClusterLifecycle(ClusterRequest request) {
    this.request = request;
  }

  @Override
  final ClusterRequest request(ExtensionContext context) {
    return request;
  }

  @Override
  final void seen(SharedCluster cluster) {
    given.removeIf(SharedCluster::isClosed);
    given.add(cluster);
  }

  final Deployment onlyOne() {
    List<SharedCluster> open =
        given.stream().filter(cluster -> !cluster.isClosed()).distinct().toList();
    if (open.size() != 1) {
      throw new IllegalStateException(
          "deployment() of "
              + request.spec().name()
              + ": "
              + open.size()
              + " clusters are up (expected: one; ask from a running test, and where several run"
              + " side by side, by a parameter)");
    }
    return open.get(0).deployment();
  }
}
