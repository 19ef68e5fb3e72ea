package dev.slipway.junit5;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.Target;
import dev.slipway.dsl.Sentence;

/**
 * Gives the tests of a class a running cluster, said in full; made for {@code @RegisterExtension}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static ClusterExtension kafka = ClusterExtension.of(cluster().zookeeper(3).kafka(3));
 *
 * @Test
 * void delivers(Producer<String, String> producer, Topic topic) {
 *   producer.send(new ProducerRecord<>(topic.name(), "hello"));
 * }
 * }</pre>
 *
 * <p>The target is the one named by the configuration parameter, system property or environment
 * variable {@code slipway.target} ({@code SLIPWAY_TARGET}); if unspecified, {@code embedded}. With
 * {@link #on} it is always the given one.
 *
 * <p>An immutable value but for one thing: it remembers the clusters that it has given to tests
 * that still run, for {@link #deployment()}.
 *
 * <p>Cost: the first test of an embedded cluster waits one to three seconds for it.
 */
public final class ClusterExtension extends ClusterLifecycle {
  private ClusterExtension(ClusterRequest request) {
    super(request);
  }

  /** For the cluster that this sentence says. */
  public static ClusterExtension of(Sentence sentence) {
    return of(sentence.build());
  }

  /** For this cluster. */
  public static ClusterExtension of(ClusterSpec spec) {
    return new ClusterExtension(ClusterRequest.of(spec));
  }

  /**
   * Launches it on this target, whatever the run has chosen. If unspecified, on the run's. Equal
   * specifications share a cluster only if their targets are equal.
   *
   * @param <D> what one has in hand then
   */
  public <D extends Deployment> TypedClusterExtension<D> on(Target<D> target) {
    return new TypedClusterExtension<>(request.on(target));
  }

  /** Who uses one and the same cluster. If unspecified, {@link Sharing#SESSION}. */
  @CheckReturnValue
  public ClusterExtension sharedBy(Sharing sharing) {
    return new ClusterExtension(request.shared(sharing));
  }

  /**
   * Makes each node one to be killed and paused by itself, on the target that the run has chosen;
   * of a target given by {@link #on} it is the target's to say. If unspecified, they need not; an
   * embedded cluster then starts faster and takes less memory.
   */
  @CheckReturnValue
  public TypedClusterExtension<Deployment> oneProcessPerNode() {
    return new TypedClusterExtension<>(request.inProcesses());
  }

  /**
   * Lets what can be looked at stay if a test fails: of an embedded cluster its configuration, logs
   * and data. If unspecified, the setting {@code slipway.keep-on-failure}, else nothing stays.
   */
  @CheckReturnValue
  public ClusterExtension keepOnFailure() {
    return new ClusterExtension(request.kept());
  }

  /**
   * The running cluster, for what is not injected.
   *
   * @throws IllegalStateException if no test that uses it has begun, or tests with different
   *     clusters of it run side by side
   */
  public Deployment deployment() {
    return onlyOne();
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
