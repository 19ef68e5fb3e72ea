package dev.slipway.kubernetes.render;

import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** The ServiceAccount of one kind of node: an identity for meshes, and no right to anything. */
final class IdentityObjects {
  private IdentityObjects() {}

  static HasMetadata render(Workload workload, RenderContext context) {
    return new ServiceAccountBuilder()
        .withMetadata(context.metadata(workload.role(), workload.plan().identity().name()))
        .withAutomountServiceAccountToken(false)
        .build();
  }
}
