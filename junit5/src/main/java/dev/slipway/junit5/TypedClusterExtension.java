package dev.slipway.junit5;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.target.Deployment;

/**
 * A {@link ClusterExtension} of whose target everything is said: with the target's own deployment
 * in hand if one was given.
 *
 * @param <D> what one has in hand
 */
public final class TypedClusterExtension<D extends Deployment> extends ClusterLifecycle {
  TypedClusterExtension(ClusterRequest request) {
    super(request);
  }

  /** As {@link ClusterExtension#sharedBy}. */
  @CheckReturnValue
  public TypedClusterExtension<D> sharedBy(Sharing sharing) {
    return new TypedClusterExtension<>(request.shared(sharing));
  }

  /** As {@link ClusterExtension#keepOnFailure()}. */
  @CheckReturnValue
  public TypedClusterExtension<D> keepOnFailure() {
    return new TypedClusterExtension<>(request.kept());
  }

  /**
   * As {@link ClusterExtension#deployment()}.
   *
   * @throws IllegalStateException if no test that uses it has begun, or tests with different
   *     clusters of it run side by side
   */
  @SuppressWarnings("unchecked") // A target of D deploys nothing else.
  public D deployment() {
    return (D) onlyOne();
  }

  /**
   * {@link Deployment#bootstrapServers()}.
   *
   * @throws IllegalStateException as {@link #deployment()}
   */
  public String bootstrapServers() {
    return deployment().bootstrapServers();
  }
}
