package dev.slipway.kubernetes.render;

import dev.slipway.kubernetes.spi.RenderContext;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/**
 * Keeps a drain from evicting two nodes of one kind at a time.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/deprecation-guide/">Kubernetes:
 *     deprecation guide, for policy/v1beta1</a>
 */
final class DisruptionObjects {
  private static final IntOrString ONE = new IntOrString(1);

  private DisruptionObjects() {}

  static HasMetadata render(Workload workload, RenderContext context) {
    ObjectMeta metadata = context.metadata(workload.role(), workload.name());
    LabelSelector selector =
        new LabelSelectorBuilder().withMatchLabels(context.selector(workload.role())).build();
    if (context.version().atLeast(1, 21)) {
      return new io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder()
          .withMetadata(metadata)
          .withNewSpec()
          .withMaxUnavailable(ONE)
          .withSelector(selector)
          .endSpec()
          .build();
    }
    return new io.fabric8.kubernetes.api.model.policy.v1beta1.PodDisruptionBudgetBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withMaxUnavailable(ONE)
        .withSelector(selector)
        .endSpec()
        .build();
  }
}
