package dev.slipway.dsl;

import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.ExposureSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.model.ServiceAccount;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.Deployment;
import dev.slipway.core.target.Target;
import java.util.function.Consumer;

/**
 * A complete sentence, to which more can be added in any order.
 *
 * <p>An immutable value: each word gives a new sentence, and this one stays as it is.
 */
@CheckReturnValue
public interface Sentence {
  /**
   * Lets clients outside the cluster in, by the listener {@value ListenerSpec#DEFAULT_NAME}. If
   * unspecified, nobody outside reaches the brokers.
   */
  Sentence expose(ExposureSpec exposure);

  /**
   * Lets clients outside the cluster in, by a listener of this name. It can be said of any number
   * of listeners.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  Sentence expose(String listenerName, ExposureSpec exposure);

  /**
   * Lets clients outside the cluster in, by a listener as {@code described}.
   *
   * @throws IllegalArgumentException if a value is wrong
   * @throws IllegalStateException if the exposure is missing, or something is said twice
   */
  Sentence listener(Consumer<? super ListenerSpec.Builder> described);

  /**
   * Lets these produce and consume from inside a mesh. If unspecified, nobody may. Said again, it
   * adds more.
   */
  Sentence allow(ServiceAccount... clients);

  /**
   * Puts all nodes into this namespace, made if it is not there. If unspecified, one of the
   * cluster's name.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if namespaces were said already
   */
  Sentence inNamespace(String namespace);

  /**
   * Puts servers and brokers into namespaces of their own, made if they are not there. If
   * unspecified, one of the cluster's name.
   *
   * @throws IllegalArgumentException if a name is blank
   * @throws IllegalStateException if namespaces were said already
   */
  Sentence inNamespaces(String zookeeper, String kafka);

  /**
   * Puts all nodes into a namespace that is there already: nothing creates or deletes it, and
   * nothing cluster-scoped is needed.
   *
   * @throws IllegalArgumentException if the name is blank
   * @throws IllegalStateException if namespaces were said already
   */
  Sentence inExistingNamespace(String namespace);

  /**
   * Puts servers and brokers into namespaces that are there already: nothing creates or deletes
   * them, and nothing cluster-scoped is needed.
   *
   * @throws IllegalArgumentException if a name is blank
   * @throws IllegalStateException if namespaces were said already
   */
  Sentence inExistingNamespaces(String zookeeper, String kafka);

  /**
   * Adds a label to every object. If unspecified, there are none but Slipway's own.
   *
   * @throws IllegalStateException if this label was said already
   */
  Sentence label(String key, String value);

  /**
   * Adds an annotation to every object. If unspecified, there are none but Slipway's own.
   *
   * @throws IllegalStateException if this annotation was said already
   */
  Sentence annotation(String key, String value);

  /** What the sentence says, as a value. */
  ClusterSpec build();

  /**
   * Launches on this target what the sentence says; returns when it truly works.
   *
   * @param <D> what one has in hand afterwards
   * @throws InvalidPlanException if it can't be planned for this target; nothing was started
   * @throws NotReadyException if the cluster did not come up; nothing is left behind
   */
  <D extends Deployment> D deployTo(Target<D> target);
}
