package dev.slipway.junit5;

import dev.slipway.core.target.Deployment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * What one test, or one class, was given of a cluster; closed with its store: clients, the last
 * first, then topics, since a client that has something left to send would bring a topic back.
 */
@SuppressWarnings("deprecation") // Before JUnit 5.13 a store closes values of this interface only.
final class Belongings implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private static final int LONGEST = 120;

  private final SharedCluster cluster;
  private final String name;
  private final List<WithSerde> serdes;
  private final boolean outlived;
  private final Map<String, Given> topics = new HashMap<>();
  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final Deque<Runnable> deletions = new ArrayDeque<>();
  private int clients;
  private boolean reported;

  private Belongings(SharedCluster cluster, String name, List<WithSerde> serdes, boolean outlived) {
    this.cluster = cluster;
    this.name = name;
    this.serdes = serdes;
    this.outlived = outlived;
  }

  /**
   * Nothing yet.
   *
   * @param outlived whether the cluster goes on afterwards
   */
  static Belongings of(ExtensionContext context, SharedCluster cluster, boolean outlived) {
    String test =
        context.getTestClass().map(Class::getSimpleName).orElse("")
            + context.getTestMethod().map(method -> "-" + method.getName()).orElse("");
    String legal = test.replaceAll("[^A-Za-z0-9-]", "-");
    return new Belongings(
        cluster,
        legal.substring(0, Math.min(legal.length(), LONGEST))
            + "-"
            + UUID.randomUUID().toString().substring(0, 8),
        Annotated.all(context, WithSerde.class),
        outlived);
  }

  Deployment deployment() {
    return cluster.deployment();
  }

  /** What is wanted, made if need be. */
  Object given(Wanted wanted) {
    Deployment deployment = deployment();
    Class<?> raw = wanted.raw();
    if (wanted.isAddress()) {
      return wanted
          .listener()
          .map(
              listener ->
                  listener.isEmpty()
                      ? deployment.bootstrapServers()
                      : deployment.bootstrapServers(listener))
          .orElseGet(deployment::zookeeperConnect);
    }
    if (raw == Topic.class) {
      return topic(wanted.shape());
    }
    if (Deployment.class.isAssignableFrom(raw)) {
      if (!raw.isInstance(deployment)) {
        throw new ParameterResolutionException(
            wanted.element()
                + ": "
                + raw.getSimpleName()
                + " (expected: Deployment, or "
                + deployment.getClass().getSimpleName()
                + ", which the target has given)");
      }
      return deployment;
    }
    return client(wanted);
  }

  /** The topic of the shape's label, made if it is not there. */
  private synchronized Topic topic(Optional<TopicShape> shape) {
    String label = shape.map(TopicShape::label).orElse("");
    Given given = topics.get(label);
    if (given == null) {
      given = new Given(shape, create(label, shape));
      topics.put(label, given);
    } else if (shape.isPresent() && !shape.equals(given.shape)) {
      throw new ParameterResolutionException(
          "topic '"
              + label
              + "': "
              + shape.get()
              + " after "
              + given.shape.map(TopicShape::toString).orElse("no shape")
              + " (expected: the same, or another label)");
    }
    return given.topic;
  }

  private Topic create(String label, Optional<TopicShape> shape) {
    TopicAdmin admin = new TopicAdmin(cluster.admin());
    Topic topic = admin.create(label.isEmpty() ? name : label + "-" + name, shape);
    if (outlived) {
      deletions.push(() -> admin.delete(topic.name()));
    }
    return topic;
  }

  private synchronized Object client(Wanted wanted) {
    clients++;
    ClientFactory.Client client =
        new ClientFactory(deployment().clientSettings(), name + "-" + clients, serdes).make(wanted);
    closing.push(client.closing());
    return client.client();
  }

  /** Whether this is the first time that it is asked. */
  synchronized boolean reportOnce() {
    boolean first = !reported;
    reported = true;
    return first;
  }

  synchronized void keepTopics() {
    deletions.clear();
  }

  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    for (Deque<Runnable> actions : List.of(closing, deletions)) {
      while (!actions.isEmpty()) {
        try {
          actions.pop().run();
        } catch (RuntimeException e) {
          failure = first(failure, e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException first(@Nullable RuntimeException first, RuntimeException next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  private record Given(Optional<TopicShape> shape, Topic topic) {}
}
