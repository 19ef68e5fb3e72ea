package dev.slipway.core.target;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.NotReadyException;

/**
 * Launches the clusters of one test run; safe for use by several threads. Each is ended by {@link
 * Deployment#deleteWithVolumes()}, or by {@link Deployment#closeAndKeep()} if a test has failed and
 * the user wants to look at it.
 */
public interface TestTarget extends AutoCloseable {
  /**
   * What is asked for.
   *
   * @param spec the cluster
   * @param oneProcessPerNode whether a node must be one to be killed and paused by itself
   */
  record Request(ClusterSpec spec, boolean oneProcessPerNode) {}

  /**
   * Launches a cluster and returns when it truly works. Several clusters of one name may run at
   * once; they must not meet.
   *
   * @throws InvalidPlanException if the specification can't be planned; nothing was started
   * @throws NotReadyException if the cluster did not come up; nothing is left behind
   */
  Deployment deploy(Request request);

  /**
   * Removes what was made for the run itself, after its clusters have been closed; those that
   * {@link Deployment#endsWithProcess() end with the process} may be closed later, or by its end.
   */
  @Override
  void close();
}
