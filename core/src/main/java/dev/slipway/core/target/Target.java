package dev.slipway.core.target;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.NotReadyException;
import java.util.Optional;

/**
 * Launches clusters somewhere.
 *
 * @param <D> what one has in hand afterwards
 */
public interface Target<D extends Deployment> {
  /** The target's name, as it appears in plans and problems. */
  String name();

  /**
   * Launches a cluster and returns when it truly works: the quorum serves, every broker is
   * registered, every topic exists.
   *
   * @throws InvalidPlanException if the specification can't be planned for this target; nothing was
   *     started
   * @throws NotReadyException if the cluster did not come up; nothing is left behind that was
   *     started for it
   */
  D deploy(ClusterSpec spec);

  /**
   * Where a cluster of this specification would be, for a person to read: two at one place are one
   * and the same cluster, and whoever removes one has removed the other. If unspecified, each has a
   * place of its own.
   */
  default Optional<String> place(ClusterSpec spec) {
    return Optional.empty();
  }
}
