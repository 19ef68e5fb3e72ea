package dev.slipway.junit5;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link SlipwayCluster} does. */
final class AnnotatedCluster extends ClusterCallbacks {
  AnnotatedCluster() {}

  /** The nearest annotation: the method's, else the class's, else an enclosing class's. */
  @Override
  ClusterRequest request(ExtensionContext context) {
    return Annotated.nearest(context, SlipwayCluster.class)
        .map(ClusterRequest::of)
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    context.getDisplayName() + ": not annotated (expected: @SlipwayCluster)"));
  }

  @Override
  void seen(SharedCluster cluster) {
    // An annotation has no accessor to answer.
  }
}
