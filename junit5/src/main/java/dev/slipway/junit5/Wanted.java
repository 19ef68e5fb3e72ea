package dev.slipway.junit5;

import dev.slipway.core.target.Deployment;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What a parameter or a field wants.
 *
 * @param raw its class
 * @param type its type, with the types of keys and values
 * @param element where its annotations are
 */
record Wanted(Class<?> raw, Type type, AnnotatedElement element) {
  /** By name, so that a class path without Kafka's clients can have the rest. */
  private static final Set<String> CLIENTS =
      Set.of(
          "org.apache.kafka.clients.admin.Admin",
          "org.apache.kafka.clients.admin.AdminClient",
          "org.apache.kafka.clients.admin.KafkaAdminClient",
          "org.apache.kafka.clients.producer.Producer",
          "org.apache.kafka.clients.producer.KafkaProducer",
          "org.apache.kafka.clients.consumer.Consumer",
          "org.apache.kafka.clients.consumer.KafkaConsumer");

  private static final List<Class<? extends Annotation>> MARKS =
      List.of(
          FromCluster.class,
          Bootstrap.class,
          ZooKeeperConnect.class,
          TopicShape.class,
          ClientSettings.class);

  static Wanted of(Field field) {
    return new Wanted(field.getType(), field.getGenericType(), field);
  }

  static Wanted of(ParameterContext context) {
    Type type = context.getParameter().getParameterizedType();
    Type[] generic = context.getDeclaringExecutable().getGenericParameterTypes();
    int hidden = context.getDeclaringExecutable().getParameterCount() - generic.length;
    if (type instanceof Class<?> && context.getIndex() >= hidden) {
      // The constructor of an inner class has a parameter that its signature does not have.
      type = generic[context.getIndex() - hidden];
    }
    return new Wanted(context.getParameter().getType(), type, context.getParameter());
  }

  /** Whether a field asks to be injected. */
  static boolean isMarked(Field field) {
    return MARKS.stream().anyMatch(mark -> AnnotationSupport.isAnnotated(field, mark));
  }

  /** Whether a cluster of this name can give it. */
  boolean isFrom(String cluster) {
    boolean known =
        isAddress()
            ? find(Bootstrap.class).isPresent() || find(ZooKeeperConnect.class).isPresent()
            : raw == Topic.class
                || Deployment.class.isAssignableFrom(raw)
                || CLIENTS.contains(raw.getName());
    return known
        && find(FromCluster.class)
            .map(FromCluster::value)
            .filter(name -> !name.isEmpty())
            .map(cluster::equals)
            .orElse(true);
  }

  /** Whether it is an address: of brokers, by {@link #listener()}, or of ZooKeeper. */
  boolean isAddress() {
    return raw == String.class;
  }

  /** The listener whose addresses are wanted: its name, or nothing for whichever can be reached. */
  Optional<String> listener() {
    return find(Bootstrap.class).map(Bootstrap::value);
  }

  Optional<TopicShape> shape() {
    return find(TopicShape.class);
  }

  Optional<String[]> clientSettings() {
    return find(ClientSettings.class).map(ClientSettings::value);
  }

  /** The type of the keys, 0, or of the values, 1. */
  Type argument(int index) {
    if (type instanceof ParameterizedType parameterized) {
      return parameterized.getActualTypeArguments()[index];
    }
    throw new ParameterResolutionException(
        element
            + ": "
            + raw.getSimpleName()
            + " without types (expected: "
            + raw.getSimpleName()
            + "<K, V>)");
  }

  private <A extends Annotation> Optional<A> find(Class<A> annotation) {
    return AnnotationSupport.findAnnotation(element, annotation);
  }
}
