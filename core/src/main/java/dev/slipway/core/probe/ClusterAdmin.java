package dev.slipway.core.probe;

import dev.slipway.core.loading.ProviderSearch;
import dev.slipway.core.plan.TopicPlan;
import dev.slipway.core.probe.Access.Door;
import dev.slipway.core.problem.MissingProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What launching and rolling a cluster asks of its running brokers. Not safe for use by several
 * threads.
 */
public interface ClusterAdmin extends AutoCloseable {
  /**
   * Why the cluster is not complete: fewer brokers are registered, none of them is the controller,
   * or nobody answers. Empty if it is; never waits long.
   */
  Optional<String> whyNotComplete(int brokers);

  /**
   * Makes the topics that are not there yet.
   *
   * @throws IllegalStateException if Kafka refuses one, or one is there with another number of
   *     partitions; it names all such
   */
  void ensureTopics(List<TopicPlan> topics, Duration timeout);

  /**
   * Makes the topic that probes write to, so that the first verification need not wait for it; at
   * its best, since a verification makes it too.
   *
   * @param brokers how many brokers there are
   */
  void prepareProbes(int brokers, Duration timeout);

  /**
   * Why a broker must not be restarted now: a partition of it would have fewer replicas in sync
   * than it must have. Empty if it may.
   */
  Optional<String> whyNotRestart(int broker);

  /**
   * The id of the controller; empty if there is none at the moment.
   *
   * @throws IllegalStateException if the brokers can't be asked; it says why
   */
  Optional<Integer> controller();

  @Override
  void close();

  /** Opens administrators; found by {@link ServiceLoader}. */
  interface Factory {
    /** An administrator that goes through this listener. */
    ClusterAdmin open(Door door);

    /**
     * The factory where Slipway itself was loaded from, else of this thread's context class loader.
     *
     * @throws MissingProviderException if there is none
     */
    static Factory load() {
      return ProviderSearch.of(Factory.class)
          .first("administration of brokers", "dev.slipway:slipway-verify");
    }
  }
}
